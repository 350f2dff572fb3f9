using System.Text.RegularExpressions;
using MediatR;
using Microsoft.EntityFrameworkCore;
using TeamEurope.Application.Audit;
using TeamEurope.Application.Common;
using TeamEurope.Contracts;
using TeamEurope.Domain;
using TeamEurope.Domain.Views;

namespace TeamEurope.Application.Views;

/// <summary>Keeps a page's filters under a name for the caller alone; the same name on the same page replaces.</summary>
[Allow(Role.Desk, Role.Lead, Role.Coordinator, Role.Secretariat)]
[NotAudited("one's own view of a list, which shows nothing new")]
public sealed record SaveView(SavedViewRequest Body) : ICommand<SavedViewView>;

internal sealed partial class SaveViewHandler(ITeamEuropeDb db, CurrentUser user, TimeProvider clock) : IRequestHandler<SaveView, Result<SavedViewView>>
{
    private const int Most = 50;
    private static readonly string[] Pages = ["initiatives", "alerts", "partners"];

    public async Task<Result<SavedViewView>> Handle(SaveView request, CancellationToken cancellationToken)
    {
        var caller = user.Caller;
        var errors = new FieldErrors();
        var name = errors.WantedText("$.name", request.Body.Name, SavedView.NameMaxLength);
        var page = Words.Known(request.Body.Page) ?? "";
        ReferenceFilters.Check(errors, "$.page", page, Pages);
        var query = ReadQuery(errors, request.Body.Query);
        if (errors.Any)
        {
            return errors.ToRefusal();
        }

        var own = db.SavedViews.Where(v => v.Tenant == caller.Tenant && v.User == caller.User);
        if (await own.SingleOrDefaultAsync(v => v.Page == page && v.Name == name, cancellationToken) is not { } view)
        {
            if (await own.CountAsync(cancellationToken) >= Most)
            {
                return Refusal.Invalid("$", Say.Of("Refused.MostViews", Most));
            }

            view = new SavedView
            {
                Id = Guid.CreateVersion7(clock.GetUtcNow()), Tenant = caller.Tenant, User = caller.User, Page = page, Name = name,
                Query = query, At = clock.GetUtcNow()
            };
            db.SavedViews.Add(view);
        }

        (view.Query, view.At) = (query, clock.GetUtcNow());
        await db.SaveChangesAsync(cancellationToken);
        return ListViewsHandler.ToView(view);
    }

    /// <summary>Goes behind a page's own address: nothing that could lead elsewhere or become markup is taken.</summary>
    private static string ReadQuery(FieldErrors errors, string? text)
    {
        var query = (errors.Text("$.query", text, SavedView.QueryMaxLength) ?? "").TrimStart('?');
        if (!QueryString().IsMatch(query))
        {
            errors.Add("$.query", Say.Of("Refused.ViewQuery"));
        }

        return query;
    }

    [GeneratedRegex(@"\A(?:[A-Za-z0-9._~+*@!,=&-]|%[0-9A-Fa-f]{2})*\z")]
    private static partial Regex QueryString();
}
