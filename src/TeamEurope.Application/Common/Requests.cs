using MediatR;
using TeamEurope.Domain;

namespace TeamEurope.Application.Common;

/// <summary>Asks and changes nothing.</summary>
public interface IQuery<T> : IRequest<Result<T>>;

/// <summary>Changes something, in one transaction with all that belongs to it.</summary>
public interface ICommand<T> : IRequest<Result<T>>, ICommand;

/// <summary>Marks what runs in a transaction.</summary>
public interface ICommand;

/// <summary>
/// Marks what looks into the mirror: it first takes in what other instances have evaluated. Before the transaction, not in it: in there
/// it could wait for an evaluation that waits for it.
/// </summary>
public interface IReadsMirror
{
    /// <summary>Whether this very request will: where not, it does not wait for the mirror.</summary>
    bool WillReadMirror => true;
}

/// <summary>Who may send a request. Every request carries it: a test looks for one that does not.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class AllowAttribute(params Role[] roles) : Attribute
{
    public IReadOnlyList<Role> Roles { get; } = roles;
}

/// <summary>Groups of roles that requests name.</summary>
public static class Roles
{
    /// <summary>Everybody who reads content: not auditors, not operators.</summary>
    public static readonly Role[] Content = [Role.Desk, Role.Lead, Role.Coordinator, Role.Secretariat];

    /// <summary>Says which roles may where this one may not.</summary>
    public static Refusal Refuse(Role role, IReadOnlyList<Role> allowed) =>
        new(RefusalKind.Forbidden, "role-may-not", Say.Of("Refused.RoleMayNot", role, string.Join(", ", allowed)));
}
