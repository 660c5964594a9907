using System.Data.Common;

namespace Understudy.Infrastructure.Cosmos;

/// <summary>Where the documents' Cosmos DB account is, and how to sign in to it.</summary>
public sealed record CosmosOptions
{
    private CosmosOptions(Uri endpoint) => Endpoint = endpoint;

    /// <summary>The account's address.</summary>
    public Uri Endpoint { get; }

    /// <summary>The key of an emulator; null to sign in with Entra.</summary>
    public string? Key { get; private init; }

    /// <summary>The database's name.</summary>
    public string Database { get; init; } = "understudy";

    /// <summary>The container's name.</summary>
    public string Container { get; init; } = "documents";

    /// <summary>
    /// Whether it is an emulator on this machine: then whatever certificate it shows is fine, and the database is made when it
    /// is not there.
    /// </summary>
    public bool IsEmulator => Key is not null && Endpoint.IsLoopback;

    /// <summary>Fields to order by beside those of <see cref="CosmosIndexing.Orders"/>, for documents of tests.</summary>
    internal IReadOnlyList<string> MoreOrders { get; init; } = [];

    /// <summary>Puts something between the SDK and the network, for tests.</summary>
    internal Func<HttpMessageHandler, HttpMessageHandler>? AroundHttp { get; init; }

    /// <summary>An account that is signed in to with Entra.</summary>
    /// <exception cref="ArgumentException">The address is none of https.</exception>
    public static CosmosOptions At(string endpoint) =>
        Uri.TryCreate(endpoint, UriKind.Absolute, out Uri? address) && address.Scheme == Uri.UriSchemeHttps
            ? new CosmosOptions(address)
            : throw new ArgumentException("It is no https address.", nameof(endpoint));

    /// <summary>An emulator, or an account that is signed in to with its key.</summary>
    /// <exception cref="ArgumentException">
    /// It is no connection string, or gives away the key to whoever answers; the message holds nothing of it.
    /// </exception>
    public static CosmosOptions Of(string connectionString)
    {
        DbConnectionStringBuilder parts = [];
        try
        {
            parts.ConnectionString = connectionString;
        }
        catch (ArgumentException)
        {
            // The error of the parser quotes what it could not read.
            throw Malformed();
        }
        if (!parts.TryGetValue("AccountEndpoint", out object? endpoint) || !parts.TryGetValue("AccountKey", out object? key) ||
            !Uri.TryCreate($"{endpoint}", UriKind.Absolute, out Uri? address) || $"{key}".Length == 0)
            throw Malformed();
        if (!Convert.TryFromBase64String($"{key}", new byte[$"{key}".Length], out _))
            throw new ArgumentException("Its AccountKey is no base64.", nameof(connectionString));
        if (address.Scheme != Uri.UriSchemeHttps && !address.IsLoopback)
            throw new ArgumentException("A key goes over https only, unless it is this machine's.", nameof(connectionString));
        if (!address.IsLoopback && parts.TryGetValue("DisableServerCertificateValidation", out object? without) &&
            bool.TryParse($"{without}", out bool isWithout) && isWithout)
            throw new ArgumentException("Only an emulator on this machine may show any certificate.", nameof(connectionString));
        return new CosmosOptions(address) { Key = $"{key}" };
    }

    private static ArgumentException Malformed() =>
        new("It is no connection string: AccountEndpoint=…;AccountKey=….", "connectionString");

    /// <summary>Without the key.</summary>
    public override string ToString() => $"{Endpoint} {Database}/{Container}";
}
