using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace TeamEurope.Web.Tests.Words;

/// <summary>
/// What a person reads comes from the words of their language: no component has text of its own. The compiled components are read,
/// since there markup and code are told apart for certain.
/// </summary>
public partial class NoTextInPagesTests
{
    /// <summary>Names and keys that are the same in every language.</summary>
    private static readonly string[] Same = ["TeamEurope", "UTC", "CSV", "XLSX", "SHA-256"];

    /// <summary>Attributes that are read to people.</summary>
    private static readonly string[] ReadAloud = ["title", "aria-label", "aria-description", "aria-roledescription", "placeholder", "alt"];

    /// <summary>Parameters of our components that are shown.</summary>
    private static readonly string[] Shown = ["Title", "Label", "Hint", "Empty", "Text", "Caption", "Heading"];

    [Fact]
    public void No_component_has_text_of_its_own()
    {
        var components = typeof(Pages).Assembly.GetTypes().Where(t => typeof(IComponent).IsAssignableFrom(t)).ToList();
        components.Count.ShouldBeGreaterThan(20);
        components.SelectMany(c => TextsOf(c).Select(text => $"{c.FullName}: {text}")).ShouldBeEmpty();
    }

    [Fact]
    public void Text_of_a_component_would_be_found()
    {
        TextsOf(typeof(Speaker)).ShouldBe(["A label speaks", "Markup speaks", "Content speaks", "An attribute speaks", "A parameter speaks"]);
    }

    private static List<string> TextsOf(Type component)
    {
        var texts = new List<string>();
        foreach (var method in component.GetNestedTypes(BindingFlags.NonPublic).Append(component)
            .SelectMany(t => t.GetMethods(BindingFlags.Instance | BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly)))
        {
            string? before = null, last = null;
            foreach (var (text, called) in IntermediateLanguage.StringsAndCalls(method))
            {
                if (text is not null)
                {
                    (before, last) = (last, text);
                    continue;
                }

                texts.AddRange(called!.DeclaringType == typeof(RenderTreeBuilder) && last is not null ? Spoken(called.Name, before, last) : []);
                (before, last) = called.Name is "TypeCheck" ? (before, last) : (null, null);
            }
        }

        return texts;
    }

    private static IEnumerable<string> Spoken(string call, string? name, string text) => (call switch
    {
        nameof(RenderTreeBuilder.AddMarkupContent) => [.. Aloud().Matches(text).Select(m => m.Groups[1].Value), .. Tag().Split(text)],
        nameof(RenderTreeBuilder.AddContent) => [text],
        nameof(RenderTreeBuilder.AddAttribute) when ReadAloud.Contains(name) => [text],
        nameof(RenderTreeBuilder.AddComponentParameter) when Shown.Contains(name) || ReadAloud.Contains(name) => [text],
        _ => Enumerable.Empty<string>()
    }).Select(t => Entity().Replace(t, " ").Trim()).Where(t => Same.Aggregate(t, (rest, same) => rest.Replace(same, "", StringComparison.Ordinal)).Any(char.IsLetter));

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex("(?:title|aria-label|placeholder|alt)=\"([^\"]*)\"")]
    private static partial Regex Aloud();

    [GeneratedRegex("&#?[a-zA-Z0-9]+;")]
    private static partial Regex Entity();

    /// <summary>What the compiler makes of a component that speaks by itself.</summary>
    private sealed class Speaker : ComponentBase
    {
        protected override void BuildRenderTree(RenderTreeBuilder builder)
        {
            builder.AddMarkupContent(0, "<p class=\"quiet\">Markup speaks</p><a aria-label=\"A label speaks\" href=\"/\">→</a>");
            builder.OpenElement(1, "p");
            builder.AddAttribute(2, "class", "card");
            builder.AddContent(3, "Content speaks");
            builder.AddAttribute(4, "title", "An attribute speaks");
            builder.AddComponentParameter(5, "Title", "A parameter speaks");
            builder.AddComponentParameter(6, "Name", "tenant");
            builder.CloseElement();
        }
    }
}
