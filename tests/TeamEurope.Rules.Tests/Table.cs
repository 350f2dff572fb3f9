using System.Collections;

namespace TeamEurope.Rules.Tests;

/// <summary>A table of named rows: the runner shows each row by its name.</summary>
internal sealed class Table<TRow> : IEnumerable<string>
{
    private readonly Dictionary<string, TRow> rows = [];

    public TRow this[string name] => rows[name];

    public void Add(string name, TRow row) => rows.Add(name, row);

    public TheoryData<string> Names => [.. rows.Keys];

    public IEnumerator<string> GetEnumerator() => rows.Keys.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>A register and the line (or lines) that the rule under test says about it.</summary>
internal sealed record Row(string Expected, params Footprint[] Register);
