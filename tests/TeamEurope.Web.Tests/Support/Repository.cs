namespace TeamEurope.Web.Tests.Support;

/// <summary>Where the sources lie.</summary>
internal static class Repository
{
    public static readonly string Root = Find();

    public static readonly string Pages = Path.Combine(Root, "src", "TeamEurope.Web");

    private static string Find()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "TeamEurope.sln")))
        {
            folder = Path.GetDirectoryName(folder.TrimEnd(Path.DirectorySeparatorChar)) ?? throw new DirectoryNotFoundException("The tests do not lie in the repository.");
        }

        return folder;
    }
}
