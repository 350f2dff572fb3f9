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

    public Caller Caller => caller ?? throw new InvalidOperationException("Nobody is signed in here.");

    public bool IsSignedIn => caller is not null;

    public void SignIn(Caller who) => caller = who;

    /// <summary>For the page that says so.</summary>
    public void SignOut() => caller = null;
}
