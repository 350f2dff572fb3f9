using TeamEurope.Application.Common;
using TeamEurope.Rules.Register;
using TeamEurope.Rules.Rules;

namespace TeamEurope.Web.Tests.Words;

/// <summary>The kinds of words that the contract has names for, and which they are.</summary>
internal static class Kinds
{
    public static readonly IReadOnlyDictionary<string, string[]> All = new Dictionary<string, string[]>
    {
        ["AlertLevel"] = Enum.GetNames<AlertLevel>(),
        ["Role"] = Enum.GetNames<Role>(),
        ["Stage"] = Enum.GetNames<Stage>()
    };
}
