using Shouldly;
using TeamEurope.Application.Evaluation;
using TeamEurope.Infrastructure.Reference;
using TeamEurope.Rules.Reference;
using Xunit;

namespace TeamEurope.Api.Tests.Evaluation;

public class RulesVersionTests
{
    /// <summary>Whoever changes the reference data counts the version up, and then writes both down here.</summary>
    [Fact]
    public void Other_reference_data_are_another_version_of_the_rules() =>
        (EvaluateRegister.RulesVersion, ReferenceReader.Read(EmbeddedFiles.ReferenceTexts()).Fingerprint).ShouldBe((2, "2e4aa0b54cde23c97720de33d264b44ab2a78bbdd6d1e481d4ffae599514e15a"));
}
