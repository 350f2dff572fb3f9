using System.Net.Mail;
using TeamEurope.Domain.Mail;

namespace TeamEurope.Application.Mail;

/// <summary>Whither mail may go, and where its links lead.</summary>
/// <param name="Domains">By tenant: the domains of its people's addresses; <c>*</c> is any.</param>
/// <param name="UsualDomains">Those of a tenant that has none set.</param>
public sealed record MailRules(Uri? BaseAddress, IReadOnlyDictionary<string, IReadOnlyList<string>> Domains, IReadOnlyList<string> UsualDomains)
{
    public const string AnyDomain = "*";

    public IReadOnlyList<string> DomainsOf(string tenant) => Domains.GetValueOrDefault(tenant, UsualDomains);

    /// <summary>A plain address, of a domain that the tenant's people have.</summary>
    public bool Allows(string tenant, string address)
    {
        if (address.Length > MailSettings.AddressMaxLength || address.Any(c => !char.IsAscii(c) || char.IsWhiteSpace(c) || char.IsControl(c))
            || !MailAddress.TryCreate(address, out var parsed) || parsed.Address != address)
        {
            return false;
        }

        return DomainsOf(tenant).Any(d => d == AnyDomain || string.Equals(d, parsed.Host, StringComparison.OrdinalIgnoreCase));
    }
}

/// <summary>A mail to one person, as text and as a page without anything from outside.</summary>
/// <param name="MessageId">The same at each attempt: who gets it twice can tell.</param>
public sealed record OutgoingMail(string To, string Language, string Subject, string Text, string Html, string MessageId);

/// <summary>Sends mail.</summary>
public interface IMailer
{
    bool IsConfigured { get; }

    Task SendAsync(OutgoingMail mail, CancellationToken cancellationToken);
}
