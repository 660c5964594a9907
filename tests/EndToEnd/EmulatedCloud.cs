using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Understudy.Tests;

namespace Understudy.EndToEnd.Tests;

/// <summary>What the app has on Azure, as other people's programs play it on this machine.</summary>
public sealed class EmulatedCloud : IAsyncDisposable
{
    private const string Project = "demo-understudy";

    private readonly List<IAsyncDisposable> _started = [];
    private Uri? _firebase;

    /// <summary>The settings with which the app and its workers use it, as they stand in the environment.</summary>
    public Dictionary<string, string> Settings { get; } = [];

    /// <summary>Starts it all.</summary>
    public async Task StartAsync()
    {
        Uri cosmos = await StartAsync("cosmos");
        Settings["Understudy__Documents"] = "cosmos";
        Settings["Cosmos__ConnectionString"] =
            $"AccountEndpoint={cosmos};AccountKey={Convert.ToBase64String(RandomNumberGenerator.GetBytes(64))};";
        Azurite azurite = await Azurite.StartAsync();
        _started.Add(azurite);
        Settings["Understudy__Media"] = "blobs";
        Settings["MediaStorage"] = azurite.ConnectionString;
        Broker broker = await Broker.StartAsync();
        _started.Add(broker);
        Settings["Understudy__Engines__Default"] = "queue";
        Settings["ServiceBus"] = broker.Connection;
        _firebase = await StartAsync("firebase", Project);
        Settings["Understudy__IdentityProvider"] = "firebase";
        Settings["Firebase__ProjectId"] = Project;
        Settings["FIREBASE_AUTH_EMULATOR_HOST"] = _firebase.Authority;
    }

    /// <summary>Signs up as a new person; the ID token.</summary>
    public async Task<string> SignUpAsync(string email)
    {
        using HttpClient http = new() { Timeout = Limits.Wait };
        using HttpResponseMessage answer = await http.PostAsJsonAsync(
            new Uri(_firebase!, "/identitytoolkit.googleapis.com/v1/accounts:signUp?key=none"),
            new { email, password = "for-this-machine", returnSecureToken = true });
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonNode>())!["idToken"]!.GetValue<string>();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (IAsyncDisposable started in Enumerable.Reverse(_started)) await started.DisposeAsync();
    }

    private async Task<Uri> StartAsync(string name, params string[] arguments)
    {
        (Emulator emulator, Uri address) = await Emulator.StartAsync(name, arguments);
        _started.Add(emulator);
        return address;
    }
}
