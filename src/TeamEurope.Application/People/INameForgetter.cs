namespace TeamEurope.Application.People;

/// <summary>
/// Puts a pseudonym in the place of a name in the tables that are only added to. No login of the service may change those; where the
/// database holds it to that, a function of the database's own does this one thing, and nothing else.
/// </summary>
public interface INameForgetter
{
    /// <summary>In the transaction of the moment.</summary>
    Task ForgetAsync(string tenant, string user, string pseudonym, CancellationToken cancellationToken);
}
