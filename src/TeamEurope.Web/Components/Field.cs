namespace TeamEurope.Web.Components;

/// <summary>What form fields agree on.</summary>
public static class Field
{
    /// <summary>The element id of the field for a JSON path: <c>$.measures[0].quantity</c> is <c>f-measures-0-quantity</c>.</summary>
    public static string IdOf(string path) =>
        "f-" + path.TrimStart('$', '.').Replace("].", "-", StringComparison.Ordinal).Replace('[', '-').Replace(']', '-').Replace('.', '-').TrimEnd('-');
}

/// <summary>A choice of a select field.</summary>
public sealed record Option(string Value, string Text);
