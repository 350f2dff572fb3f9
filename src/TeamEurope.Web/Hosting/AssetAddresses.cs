using System.Collections.Frozen;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;

namespace TeamEurope.Web.Hosting;

/// <summary>The addresses of scripts and styles with their fingerprints, so that a browser keeps them until they change.</summary>
public sealed class AssetAddresses(EndpointDataSource endpoints)
{
    private readonly Lazy<FrozenDictionary<string, string>> addresses = new(() => Read(endpoints));

    /// <param name="name">The file below <c>dist</c>, such as <c>site.css</c>.</param>
    public string Of(string name) => addresses.Value.GetValueOrDefault($"dist/{name}", $"/dist/{name}");

    private static FrozenDictionary<string, string> Read(EndpointDataSource endpoints)
    {
        var found = new Dictionary<string, string>();
        foreach (var asset in endpoints.Endpoints.Select(e => e.Metadata.GetMetadata<StaticAssetDescriptor>()).OfType<StaticAssetDescriptor>())
        {
            if (asset.Properties.FirstOrDefault(p => p.Name == "label") is { } label)
            {
                found[label.Value] = "/" + asset.Route;
            }
        }

        return found.ToFrozenDictionary();
    }
}
