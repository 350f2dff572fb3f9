namespace TeamEurope.Web.Components;

/// <summary>How loudly a message speaks.</summary>
public enum MessageKind { Info, Success, Warning, Error }
