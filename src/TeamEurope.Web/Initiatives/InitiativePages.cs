using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using TeamEurope.Web.Initiatives.Form;
using TeamEurope.Web.Initiatives.List;
using TeamEurope.Web.Initiatives.One;
using TeamEurope.Web.Initiatives.Stages;

namespace TeamEurope.Web.Initiatives;

/// <summary>Initiatives: the list, one of them, its form, its stages and its history.</summary>
internal static class InitiativePages
{
    /// <summary>Two hundred measures, each with its fields, and the rest of the form.</summary>
    private const int MostFormFields = 5_000;

    public static IServiceCollection AddInitiativePages(this IServiceCollection services)
    {
        services.Configure<FormOptions>(options => options.ValueCountLimit = MostFormFields);
        return services.AddScoped<CodeFinder>().AddScoped<FormReader>().AddScoped<FormWriter>().AddScoped<FormChoices>().AddScoped<FieldWords>();
    }

    public static void MapInitiativePages(this RouteGroupBuilder pages)
    {
        pages.MapInitiativeList();
        pages.MapInitiativeForm();
        pages.MapOneInitiative();
        pages.MapInitiativeStages();
    }
}
