namespace TeamEurope.Web.Hosting;

/// <summary>Marks a route that shows what a text would raise: it has a limit of its own, as whoever wants to find out what others do tries there.</summary>
public sealed class PreviewLimit
{
    public static readonly PreviewLimit Mark = new();

    private PreviewLimit() { }
}
