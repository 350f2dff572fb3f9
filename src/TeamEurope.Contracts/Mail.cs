namespace TeamEurope.Contracts;

/// <summary>Where somebody wants mail, in which language (en, fr, de, nl), and whether daily, weekly or both.</summary>
public sealed record MailSettingsView(string? Address, string Language, bool Daily, bool Weekly)
{
    /// <summary>The domains that addresses of the own tenant may have; <c>*</c> is any.</summary>
    public IReadOnlyList<string> Domains { get; init; } = [];
}

/// <summary>Without an address there is no mail; without a language it is English.</summary>
public sealed record MailSettingsRequest(string? Address, string? Language, bool Daily, bool Weekly);
