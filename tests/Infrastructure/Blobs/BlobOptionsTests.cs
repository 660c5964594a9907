using Microsoft.Extensions.Configuration;
using Understudy.Infrastructure.Blobs;

namespace Understudy.Infrastructure.Tests.Blobs;

public sealed class BlobOptionsTests
{
    private const string Key = "c2VjcmV0LXNlY3JldC1zZWNyZXQ=";

    [Theory]
    [InlineData("UseDevelopmentStorage=true", "http://127.0.0.1:10000/devstoreaccount1")]
    [InlineData(
        $"DefaultEndpointsProtocol=http;AccountName=a;AccountKey={Key};BlobEndpoint=http://127.0.0.1:1234/a;",
        "http://127.0.0.1:1234/a")]
    [InlineData(
        $"DefaultEndpointsProtocol=http;AccountName=a;AccountKey={Key};BlobEndpoint=http://localhost:1234/a;",
        "http://localhost:1234/a")]
    public void An_emulator_on_this_machine_is_opened_by_its_key(string connection, string address)
    {
        BlobOptions options = Read(("MediaStorage", connection));
        options.IsEmulator.ShouldBeTrue();
        options.Service.Uri.AbsoluteUri.ShouldBe(address);
    }

    [Theory]
    [InlineData($"DefaultEndpointsProtocol=https;AccountName=media;AccountKey={Key};EndpointSuffix=core.windows.net")]
    [InlineData($"DefaultEndpointsProtocol=http;AccountName=a;AccountKey={Key};BlobEndpoint=http://10.0.0.1:10000/a;")]
    [InlineData($"UseDevelopmentStorage=true;DevelopmentStorageProxyUri=http://10.0.0.1")]
    public void An_account_elsewhere_is_not_opened_by_a_key(string connection)
    {
        FormatException refusal = Should.Throw<FormatException>(() => Read(("MediaStorage", connection)));
        refusal.Message.ShouldContain("by a key");
        refusal.Message.ShouldContain("blobServiceUri");
        refusal.ToString().ShouldNotContain(Key);
    }

    [Theory]
    [InlineData("files=/srv/understudy/media")]
    [InlineData($"AccountKey={Key}")]
    [InlineData($"DefaultEndpointsProtocol=http;AccountName=a;AccountKey=not-base64!;BlobEndpoint=http://127.0.0.1:1/a;")]
    [InlineData("BlobEndpoint=http://127.0.0.1:1234/a;SharedAccessSignature=sv=2020-01-01&sig=c2VjcmV0")]
    public void What_opens_no_account_is_refused(string connection)
    {
        string refusal = Should.Throw<FormatException>(() => Read(("MediaStorage", connection))).ToString();
        refusal.ShouldNotContain("c2VjcmV0");
        refusal.ShouldNotContain("not-base64");
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("managedidentity", null)]
    [InlineData("ManagedIdentity", "11111111-1111-1111-1111-111111111111")]
    public void On_Azure_the_apps_identity_opens_it(string? credential, string? clientId)
    {
        BlobOptions options = Read(
            ("MediaStorage:blobServiceUri", "https://media.blob.core.windows.net"),
            ("MediaStorage:credential", credential),
            ("MediaStorage:clientId", clientId));
        options.IsEmulator.ShouldBeFalse();
        options.Service.AccountName.ShouldBe("media");
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("http://media.blob.core.windows.net", null)]
    [InlineData("media", null)]
    [InlineData("https://media.blob.core.windows.net", "secret")]
    public void An_identity_needs_the_accounts_address(string? address, string? credential) =>
        Should.Throw<FormatException>(() => Read(
            ("MediaStorage:blobServiceUri", address), ("MediaStorage:credential", credential)));

    private static BlobOptions Read(params (string Name, string? Value)[] settings) => BlobOptions.Read(
        new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, setting.Value)))
            .Build(),
        "MediaStorage");
}
