using System.Text.Json;
using Understudy.Functions.Http.Dialects;

namespace Understudy.Functions.Tests.Http;

/// <summary>The platform's dialect writes what a product brings.</summary>
public sealed class PlatformDialectTests
{
    [Fact]
    public void Bodies_of_any_type_are_written_in_its_way() =>
        JsonSerializer.Serialize<object>(new ProductAnswer("題", 3), new PlatformDialect().Json)
            .ShouldBe("""{"some_text":"題","how_many":3}""");

    private sealed record ProductAnswer(string SomeText, int HowMany);
}
