using Microsoft.Azure.Cosmos;
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

    /// <summary>
    /// Microsoft's emulators: one listens by https with a certificate of its own, its successor by http unless it is told otherwise;
    /// either has the key that the documentation prints, knows no Entra, and the address that it tells is its container's.
    /// </summary>
    [Theory]
    [InlineData("https://localhost:8081/", ";DisableServerCertificateValidation=True")]
    [InlineData("https://127.0.0.1:8081/", "")]
    [InlineData("http://localhost:8081", "")]
    public void Microsofts_emulators_are_spoken_to_at_one_address_and_through_their_gateway(string endpoint, string more)
    {
        const string Key = "C2y6yDjf5/R+ob0N8A7Cgv30VRDJIWEHLM+4QDU5DE2nQ9nDuVTqobD4b8mGGyPMbIZnqyMsEcaGQy67XIw/Jw==";
        var options = CosmosOptions.Of($"AccountEndpoint={endpoint};AccountKey={Key}{more};");
        (options.IsEmulator, options.Key).ShouldBe((true, Key));

        using CosmosClient client = CosmosClients.Create(options);
        client.Endpoint.ShouldBe(new Uri(endpoint));
        client.ClientOptions.ConnectionMode.ShouldBe(ConnectionMode.Gateway);
        client.ClientOptions.LimitToEndpoint.ShouldBeTrue();
        client.ClientOptions.HttpClientFactory.ShouldNotBeNull("whatever certificate it shows is taken");
    }

    [Fact]
    public void An_account_is_spoken_to_directly_and_has_to_show_its_certificate()
    {
        using CosmosClient client = CosmosClients.Create(CosmosOptions.At("https://understudy.example.com/"));
        client.ClientOptions.ConnectionMode.ShouldBe(ConnectionMode.Direct);
        client.ClientOptions.HttpClientFactory.ShouldBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("secret")]
    [InlineData("AccountEndpoint=https://127.0.0.1/")]
    [InlineData("AccountEndpoint=nowhere;AccountKey=secret")]
    [InlineData("AccountEndpoint=https://127.0.0.1:8081/;AccountKey=secret!")]
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
