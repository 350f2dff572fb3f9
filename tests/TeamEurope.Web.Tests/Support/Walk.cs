using Microsoft.Playwright;

namespace TeamEurope.Web.Tests.Support;

/// <summary>Walking through a page with the Tab key.</summary>
public static class Walk
{
    /// <summary>Marks what can be used, in the order of the page, and notes what is reached and how it shows that.</summary>
    private const string Prepare =
        """
        () => {
          const wanted = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]';
          const usable = [...document.querySelectorAll(wanted)].filter(e =>
            !e.disabled && e.tabIndex >= 0 && e.checkVisibility({ visibilityProperty: true })
            && !(e.type === 'radio' && e.name && e !== (document.querySelector(`input[type=radio][name="${CSS.escape(e.name)}"]:checked`)
              ?? document.querySelector(`input[type=radio][name="${CSS.escape(e.name)}"]`))));
          const look = e => {
            const of = s => [s.outlineStyle === 'none' ? '' : `${s.outlineWidth} ${s.outlineColor}`, s.boxShadow, s.borderColor, s.backgroundColor, s.textDecorationLine].join('|');
            const around = e.type === 'checkbox' || e.type === 'radio' ? [e, e.parentElement] : [e];
            return around.map(x => of(getComputedStyle(x))).join('||');
          };
          const name = e => `${e.tagName.toLowerCase()}${e.id ? '#' + e.id : ''} “${(e.getAttribute('aria-label') ?? e.innerText ?? e.name ?? '').trim().slice(0, 40)}”`;
          window.walk = { isOver: false, usable, reached: [], unseen: [], before: new Map(usable.map(e => [e, look(e)])), name };
          document.addEventListener('focusin', e => {
            const at = usable.indexOf(e.target);
            if (at === 0 && walk.reached.includes(0)) walk.isOver = true;
            if (walk.isOver) return;
            walk.reached.push(at);
            if (at >= 0 && look(e.target) === walk.before.get(e.target)) walk.unseen.push(name(e.target));
          });
          // A day is walked through part by part, and has a button of its own.
          return usable.length + 4 * usable.filter(e => e.type === 'date').length;
        }
        """;

    private const string Report =
        """
        () => ({
          First: walk.reached.length ? walk.name(walk.usable[walk.reached[0]] ?? document.activeElement) : '',
          IsSkipLink: walk.usable[walk.reached[0]]?.getAttribute('href') === '#main',
          Missed: walk.usable.filter((e, i) => !walk.reached.includes(i)).map(walk.name),
          Backwards: walk.reached.filter((at, i) => i > 0 && at >= 0 && at < walk.reached[i - 1]).map(at => walk.name(walk.usable[at])),
          Unseen: walk.unseen
        })
        """;

    /// <summary>Tab reaches all that can be used, in the order of the page, the skip link first, and each shows that it is reached.</summary>
    public static async Task ShouldBeWalkableAsync(this IPage page, string name)
    {
        // A page may put the focus where one goes on; the walk begins at the top all the same.
        await page.EvaluateAsync("() => { document.activeElement?.blur(); getSelection().collapse(document.body, 0); }");
        var steps = await page.EvaluateAsync<int>(Prepare);
        steps.ShouldBeGreaterThan(2);
        for (var i = 0; i < steps; i++)
        {
            await page.Keyboard.PressAsync("Tab");
        }

        var walk = await page.EvaluateAsync<Walked>(Report);
        walk.IsSkipLink.ShouldBeTrue($"{name}: first comes {walk.First}");
        walk.Missed.ShouldBeEmpty($"{name}: not reached");
        walk.Backwards.ShouldBeEmpty($"{name}: out of order");
        walk.Unseen.ShouldBeEmpty($"{name}: does not show the focus");
    }

    /// <summary>What the page noted.</summary>
    private sealed record Walked
    {
        public string First { get; set; } = "";
        public bool IsSkipLink { get; set; }
        public string[] Missed { get; set; } = [];
        public string[] Backwards { get; set; } = [];
        public string[] Unseen { get; set; } = [];
    }
}
