using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using TeamEurope.Application.Common;

namespace TeamEurope.Web.Hosting;

/// <summary>Who looks at the page, and in which language: what components may know of the request.</summary>
public sealed class Viewer(IHttpContextAccessor http, CurrentUser user)
{
    private HttpContext Context => http.HttpContext ?? throw new InvalidOperationException("Pages are rendered within a request.");

    public bool IsSignedIn => user.IsSignedIn;

    /// <summary>The person signed in.</summary>
    public Caller Caller => user.Caller;

    public string Tenant => user.Caller.Tenant;

    public Role Role => user.Caller.Role;

    public bool Is(params ReadOnlySpan<Role> roles) => IsSignedIn && roles.Contains(Role);

    /// <summary>Reads the register's content: neither auditor nor operator.</summary>
    public bool ReadsContent => IsSignedIn && Roles.Content.Contains(Role);

    /// <summary>Whether the page tells of a failure, after which nothing more is asked of the database.</summary>
    public bool IsShownFailure => Context.Features.Get<IExceptionHandlerFeature>() is not null;

    /// <summary>Registers and changes initiatives.</summary>
    public bool Writes => Is(Role.Desk, Role.Lead, Role.Coordinator);

    /// <summary>Whether the page was fetched by its address, and can be again.</summary>
    public bool IsGet => HttpMethods.IsGet(Context.Request.Method);

    /// <summary>The path of the page, such as <c>/alerts</c>.</summary>
    public string Path => Context.Request.Path;

    /// <summary>Path and query: where to come back to.</summary>
    public string Address => Context.Request.Path + Context.Request.QueryString;

    /// <summary>The same page with other values in its query: null takes a value out. Paging starts anew.</summary>
    public string AddressWith(params ReadOnlySpan<(string Name, string? Value)> changes)
    {
        var query = Context.Request.Query.Where(q => q.Key is not "after").SelectMany(q => q.Value.Select(v => (q.Key, Value: v))).ToList();
        foreach (var (name, value) in changes)
        {
            query.RemoveAll(q => q.Key == name);
            if (!string.IsNullOrEmpty(value))
            {
                query.Add((name, value));
            }
        }

        return Path + QueryString.Create(query.Where(q => !string.IsNullOrEmpty(q.Value)).Select(q => KeyValuePair.Create(q.Key, q.Value)));
    }
}
