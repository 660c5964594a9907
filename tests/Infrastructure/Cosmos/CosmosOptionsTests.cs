using Understudy.Infrastructure.Cosmos;

namespace Understudy.Infrastructure.Tests.Cosmos;

public sealed class CosmosOptionsTests
{
    [Theory]
    [InlineData("AccountEndpoint=https://127.0.0.1:8081/;AccountKey=a2V5;", true)]
    [InlineData("AccountKey=a2V5;AccountEndpoint=https://localhost:8081/;DisableServerCertificateValidation=True", true)]
    [InlineData("AccountEndpoint=https://understudy.example.com/;AccountKey=a2V5", false)]
    public void Only_what_is_on_this_machine_is_an_emulator(string connectionString, bool isEmulator)
    {
        var options = CosmosOptions.Of(connectionString);
        options.IsEmulator.ShouldBe(isEmulator);
        options.Key.ShouldBe("a2V5");
        options.ToString().ShouldNotContain("a2V5");
    }

    [Theory]
    [InlineData("")]
    [InlineData("secret")]
    [InlineData("AccountEndpoint=https://127.0.0.1/")]
    [InlineData("AccountEndpoint=nowhere;AccountKey=secret")]
    [InlineData("AccountEndpoint=http://understudy.example.com/;AccountKey=secret")]
    [InlineData("AccountEndpoint=https://understudy.example.com/;AccountKey=secret;DisableServerCertificateValidation=true")]
    public void What_is_no_connection_string_or_gives_the_key_away_is_refused(string connectionString) =>
        Should.Throw<ArgumentException>(() => CosmosOptions.Of(connectionString)).Message.ShouldNotContain("secret");

    [Fact]
    public void An_account_is_signed_in_to_over_https()
    {
        CosmosOptions.At("https://understudy.example.com/").IsEmulator.ShouldBeFalse();
        foreach (string other in (string[])["http://understudy.example.com/", "understudy", ""])
            Should.Throw<ArgumentException>(() => CosmosOptions.At(other));
    }
}
