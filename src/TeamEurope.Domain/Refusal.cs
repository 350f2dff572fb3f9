namespace TeamEurope.Domain;

/// <summary>What kind of refusal it is; the API's one map turns it into a status code.</summary>
public enum RefusalKind { Invalid, Forbidden, NotFound, Conflict, ChangedMeanwhile, ConditionMissing, Impossible, Unavailable, NotImplemented, TooMany }

/// <summary>
/// An expected "no", as a named value: what was refused, why, and what is possible.
/// </summary>
/// <param name="Code">Stable name of the refusal; the last part of the problem's <c>type</c>.</param>
public sealed record Refusal(RefusalKind Kind, string Code, string Message)
{
    /// <summary>JSON paths of the offending fields, with what is possible there.</summary>
    public IReadOnlyDictionary<string, string[]>? Errors { get; init; }

    /// <summary>When to try again, in seconds; null where that is not known.</summary>
    public int? RetryAfterSeconds { get; init; }

    /// <summary>Further members of the problem, such as <c>possible</c> or <c>alerts</c>.</summary>
    public IReadOnlyDictionary<string, object?>? Details { get; init; }

    /// <summary>What is not there, and what one may not see: the same answer.</summary>
    public static Refusal NotFound => new(RefusalKind.NotFound, "not-found", Say.Of("Refused.NotFound"));

    public static Refusal Invalid(string path, string message) =>
        Invalid(new Dictionary<string, string[]> { [path] = [message] });

    public static Refusal Invalid(IReadOnlyDictionary<string, string[]> errors) =>
        new(RefusalKind.Invalid, "invalid", Say.Of("Field.Some")) { Errors = errors };
}

/// <summary>An answer that can be a refusal; lets the pipeline refuse without knowing what the answer would have been.</summary>
public interface IRefusable<TSelf> where TSelf : IRefusable<TSelf>
{
    Refusal? Refusal { get; }

    static abstract TSelf Refuse(Refusal refusal);
}

/// <summary>A value, or the refusal that stands in its place.</summary>
public readonly record struct Result<T> : IRefusable<Result<T>>
{
    private readonly T? value;

    private Result(T? value, Refusal? refusal) => (this.value, Refusal) = (value, refusal);

    public Refusal? Refusal { get; }

    public static Result<T> Refuse(Refusal refusal) => refusal;

    public bool IsRefused => Refusal is not null;

    public T Value => Refusal is null ? value! : throw new RefusedException(Refusal);

    public static implicit operator Result<T>(T value) => new(value, null);

    public static implicit operator Result<T>(Refusal refusal) => new(default, refusal);
}

/// <summary>The answer of an act that returns nothing.</summary>
public readonly record struct Done;

/// <summary>Somebody took a value for granted that was refused.</summary>
public sealed class RefusedException(Refusal refusal) : InvalidOperationException($"Refused: {refusal.Code}")
{
    public Refusal Refusal { get; } = refusal;
}
