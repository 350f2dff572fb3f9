using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using TeamEurope.Web.Hosting;

namespace TeamEurope.Web.Desk;

/// <summary>My desk: what waits for the viewer.</summary>
internal static class DeskPages
{
    public static void MapDesk(this RouteGroupBuilder pages) => pages.MapGet("/", () => PageResults.Show<DeskPage>());
}
