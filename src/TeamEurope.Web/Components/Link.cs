namespace TeamEurope.Web.Components;

/// <summary>A way to another page.</summary>
public sealed record Link(string Address, string Text);
