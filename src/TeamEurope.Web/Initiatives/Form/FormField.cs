using Microsoft.AspNetCore.Components;
using TeamEurope.Web.Hosting;
using TeamEurope.Web.Texts;

namespace TeamEurope.Web.Initiatives.Form;

/// <summary>A field of the form of an initiative: it takes its words, its value and its errors from its name.</summary>
public abstract class FormField : ComponentBase
{
    /// <summary>Stands for a row's number in the pattern of a new row, until the script gives it one.</summary>
    public const string NewRow = "{row}";

    [Inject] public Wording Words { get; set; } = null!;

    [CascadingParameter] public FormModel Model { get; set; } = null!;

    /// <summary>The field's name, which is its JSON path.</summary>
    [Parameter, EditorRequired] public string Name { get; set; } = "";

    [Parameter] public string? Hint { get; set; }

    [Parameter] public bool Required { get; set; }

    [Parameter] public string? Class { get; set; }

    protected string Label => Words.Word("InitiativeField", FormPaths.WordOf(Name));

    protected string? Value => Model.Typed[Name];

    protected FormErrors Errors => Model.Errors;
}
