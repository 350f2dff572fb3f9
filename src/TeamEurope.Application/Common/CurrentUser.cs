using TeamEurope.Application.Audit;

namespace TeamEurope.Application.Common;

/// <summary>What people are here, as domain.md says.</summary>
public enum Role { Desk, Lead, Coordinator, Secretariat, Auditor, Operator }

/// <summary>Who is asking. Comes from the token, or from whoever started a job; never from a request's body.</summary>
public sealed record Caller(string Tenant, string User, Role Role)
{
    public bool IsCoordinator => Role == Role.Coordinator;

    /// <summary>How the register records them.</summary>
    public string Signature => $"{Tenant}/{User}";
}

/// <summary>The caller of the present scope.</summary>
public sealed class CurrentUser
{
    private Caller? caller;
    private string from = AuditActor.FromJob;

    public Caller Caller => caller ?? throw new InvalidOperationException("Nobody is signed in here.");

    public bool IsSignedIn => caller is not null;

    /// <summary>The caller as the audit chain names them.</summary>
    public AuditActor Actor => new(Caller.Tenant, Caller.User, from);

    /// <param name="whence">From where, such as a network address; left out where no request brought it.</param>
    public void SignIn(Caller who, string whence = AuditActor.FromJob) => (caller, from) = (who, whence);

    /// <summary>For the page that says so.</summary>
    public void SignOut() => caller = null;
}
