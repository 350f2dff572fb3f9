using Microsoft.AspNetCore.Components;
using TeamEurope.Web.Hosting;

namespace TeamEurope.Web.Components;

/// <summary>What every form field takes: its name in the form, its words, its value, and what is wrong with it.</summary>
public abstract class FieldBase : ComponentBase
{
    /// <summary>The name it is sent under.</summary>
    [Parameter, EditorRequired] public string Name { get; set; } = "";

    [Parameter, EditorRequired] public string Label { get; set; } = "";

    [Parameter] public string? Hint { get; set; }

    [Parameter] public string? Value { get; set; }

    [Parameter] public bool Required { get; set; }

    [Parameter] public FormErrors Errors { get; set; } = FormErrors.None;

    /// <summary>Its JSON path in errors, where it is not its name.</summary>
    [Parameter] public string? Path { get; set; }

    [Parameter] public string? Class { get; set; }

    /// <summary>Whatever else the control itself should carry.</summary>
    [Parameter(CaptureUnmatchedValues = true)] public IReadOnlyDictionary<string, object>? More { get; set; }

    protected string Id => Field.IdOf(Path ?? Name);

    protected IReadOnlyList<string> Messages => Errors.Of(Path ?? Name);

    protected string? DescribedBy
    {
        get
        {
            var ids = new[] { Hint is null ? null : $"{Id}-hint", Messages.Count == 0 ? null : $"{Id}-error" }.OfType<string>().ToArray();
            return ids.Length == 0 ? null : string.Join(' ', ids);
        }
    }

    protected string? Invalid => Messages.Count > 0 ? "true" : null;
}
