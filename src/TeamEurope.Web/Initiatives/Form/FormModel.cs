using System.Text.RegularExpressions;
using TeamEurope.Contracts;
using TeamEurope.Domain;
using TeamEurope.Web.Hosting;

namespace TeamEurope.Web.Initiatives.Form;

/// <summary>All that the form of an initiative shows.</summary>
public sealed record FormModel
{
    public required TypedInitiative Typed { get; init; }
    public FormErrors Errors { get; init; } = FormErrors.None;

    /// <summary>The initiative that is edited; null for a new one.</summary>
    public Guid? Id { get; init; }
    public string? Reference { get; init; }

    /// <summary>What the text would raise, where it was asked for.</summary>
    public PreviewModel? Preview { get; init; }

    /// <summary>What somebody else saved meanwhile.</summary>
    public ConflictModel? Conflict { get; init; }

    /// <summary>Empty rows for those who have no scripts.</summary>
    public int SpareRows { get; init; } = 2;

    public bool IsNew => Id is null;
}

/// <summary>What a text would raise; null where it is not complete yet.</summary>
public sealed record PreviewModel(PreviewView? View)
{
    public static PreviewModel Of(Result<PreviewView> result) => new(result.IsRefused ? null : result.Value);
}

/// <summary>The version that was saved first, and where it differs from what was typed.</summary>
public sealed record ConflictModel(int Version, IReadOnlyList<ConflictField> Fields);

/// <summary>One field that the two versions have differently.</summary>
public sealed record ConflictField(string Path, string? Mine, string? Theirs);

/// <summary>The paths of errors as the form knows its fields: it asks for some of them in one.</summary>
public static partial class FormPaths
{
    public static Refusal OnForm(this Refusal refusal) => refusal.Errors is not { } errors ? refusal : refusal with
    {
        Errors = errors.GroupBy(e => Parts().Replace(e.Key, "$1")).ToDictionary(g => g.Key, g => g.SelectMany(e => e.Value).Distinct().ToArray())
    };

    /// <summary>The word for a field's path: <c>measures[0].quantity</c> is a measure's quantity.</summary>
    public static string WordOf(string path) => Rows().Replace(path.TrimStart('$', '.'), "");

    [GeneratedRegex(@"\A(\$\.partOf|\$\.complementarity\[[0-9]+\]\.towards|\$\.measures\[[0-9]+\]\.incentive)\..*\z")]
    private static partial Regex Parts();

    [GeneratedRegex(@"\[[^\]]*\]")]
    private static partial Regex Rows();
}
