using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using TeamEurope.Application.People;

namespace TeamEurope.Infrastructure.Persistence;

/// <summary>By the database's own function where the tables are closed, else by plain statements. Both do the same; a test holds them together.</summary>
internal sealed class NameForgetter(TeamEuropeDb db, IDatabaseProvider provider) : INameForgetter
{
    public async Task ForgetAsync(string tenant, string user, string pseudonym, CancellationToken cancellationToken)
    {
        var (name, other) = ($"{tenant}/{user}", $"{tenant}/{pseudonym}");

        // As it stands in a list of mentions, which is kept as JSON.
        var (written, otherWritten) = (JsonSerializer.Serialize(name, Json.Options), JsonSerializer.Serialize(other, Json.Options));
        if (provider.ForgetsName(tenant, user, written, pseudonym) is { } statement)
        {
            await db.Database.ExecuteSqlAsync(statement, cancellationToken);
            return;
        }

        await db.Revisions.Where(r => r.By == name).ExecuteUpdateAsync(u => u.SetProperty(r => r.By, other), cancellationToken);
        await db.AlertEvents.Where(e => e.By == name).ExecuteUpdateAsync(u => u.SetProperty(e => e.By, other), cancellationToken);
        await db.AlertEvents.Where(e => e.What == "Assigned" && e.Note == name).ExecuteUpdateAsync(u => u.SetProperty(e => e.Note, other), cancellationToken);
        await db.AlertEvents.Where(e => e.What == "Assigned" && e.Tenant == tenant && e.Note == user)
            .ExecuteUpdateAsync(u => u.SetProperty(e => e.Note, pseudonym), cancellationToken);
        await db.AlertComments.Where(c => c.Tenant == tenant && c.User == user).ExecuteUpdateAsync(u => u.SetProperty(c => c.User, pseudonym), cancellationToken);
        await db.PersonEvents.Where(e => e.By == name).ExecuteUpdateAsync(u => u.SetProperty(e => e.By, other), cancellationToken);
        await db.PersonEvents.Where(e => e.Tenant == tenant && e.User == user).ExecuteUpdateAsync(u => u.SetProperty(e => e.User, pseudonym), cancellationToken);

        // The list is one value to the model, text to the database.
        var somewhere = $"%{written}%";
        await db.Database.ExecuteSqlAsync(
            $"""UPDATE "AlertComments" SET "Mentions" = REPLACE("Mentions", {written}, {otherWritten}) WHERE "Mentions" LIKE {somewhere}""", cancellationToken);
    }
}
