namespace TeamEurope.Contracts;

/// <summary>A version of an initiative that its reader may see, and what changed against the one before that it may see.</summary>
/// <param name="Changes">Empty for the first.</param>
public sealed record RevisionView(int Version, DateTimeOffset At, string By, IReadOnlyList<FieldChange> Changes);

/// <summary>A field that differs between two versions.</summary>
/// <param name="Field">Its path in the words of the contract, such as <c>measures[1].quantity</c>.</param>
/// <param name="Before">Null where it was empty.</param>
/// <param name="After">Null where it is empty.</param>
public sealed record FieldChange(string Field, string? Before, string? After);

/// <summary>The surprise clock of an initiative, as far as its reader may know.</summary>
public sealed record SurpriseClockView(DateOnly? NegotiatingSince, IReadOnlyList<FirstKnownView> Tenants);

/// <summary>When a tenant could first know of an initiative.</summary>
/// <param name="On">Null where it could not yet.</param>
/// <param name="By">owner, participant, notice, visibility or alert; null with <see cref="On"/>.</param>
/// <param name="Surprised">Negotiations began before it could know. Never of the owner and of participants.</param>
public sealed record FirstKnownView(string Tenant, DateOnly? On, string? By, bool Surprised);
