using Understudy.Domain.Jobs.Engines;

namespace Understudy.Domain.Tests.Jobs.Engines;

/// <summary>Which engine does which jobs.</summary>
public sealed class EngineChoiceTests
{
    private static readonly EngineChoice _choice = new("embedded", new Dictionary<(string Product, string Kind), string>
    {
        [("one", "film")] = "queue",
    })
    {
        ByName = new Dictionary<string, string> { ["film"] = "sora" },
    };

    [Theory]
    [InlineData("one", "film", "queue")]
    [InlineData("another", "film", "sora")]
    [InlineData("another", "sound", "embedded")]
    public void A_products_kind_counts_before_a_name_and_a_name_before_the_default(string product, string kind, string engine) =>
        _choice.Of(product, kind).ShouldBe(engine);

    [Theory]
    [InlineData("queue", true)]
    [InlineData("sora", true)]
    [InlineData("embedded", true)]
    [InlineData("another", false)]
    public void An_engine_is_used_that_any_kind_may_have(string engine, bool isUsed) => _choice.Uses(engine).ShouldBe(isUsed);
}
