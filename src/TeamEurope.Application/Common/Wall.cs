namespace TeamEurope.Application.Common;

/// <summary>
/// The database's own wall (row-level security), as the present scope stands before it: it shows the rows that the caller's tenant may
/// see. Without a caller it shows nothing. The queries say whose data it is anyway; the wall is there for the one that forgot.
/// </summary>
public sealed class Wall(CurrentUser user)
{
    /// <summary>What stands in place of a tenant where the wall is open.</summary>
    public const string Everybody = "*";

    private bool isOpen;

    /// <summary>Whom the database shows its rows to: a tenant, <see cref="Everybody"/>, or nobody.</summary>
    public string? Tenant => isOpen ? Everybody : user.IsSignedIn ? user.Caller.Tenant : null;

    /// <summary>Opens the wall for one request.</summary>
    public async Task<T> OpenForAsync<T>(Func<Task<T>> act)
    {
        var was = isOpen;
        isOpen = true;
        try
        {
            return await act();
        }
        finally
        {
            isOpen = was;
        }
    }
}

/// <summary>
/// Marks a request that looks or writes beyond what the caller's tenant may see: an umbrella's links, the hidden side of an alert,
/// others' news. The database's wall is open for it; what it answers, its own queries decide. A test lists them all.
/// </summary>
public interface IReachesOthers;
