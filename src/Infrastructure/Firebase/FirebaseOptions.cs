using System.Text.RegularExpressions;

namespace Understudy.Infrastructure.Firebase;

/// <summary>Which Firebase project people sign in to.</summary>
public sealed partial record FirebaseOptions
{
    /// <summary>Where Google publishes the certificates of the keys that ID tokens are signed with.</summary>
    public static readonly Uri DefaultKeysEndpoint = new(
        "https://www.googleapis.com/robot/v1/metadata/x509/securetoken@system.gserviceaccount.com");

    /// <summary>Google's Identity Toolkit, which keeps the project's people.</summary>
    public static readonly Uri DefaultUsersEndpoint = new("https://identitytoolkit.googleapis.com/");

    /// <summary>Settings.</summary>
    /// <param name="projectId">The project's id.</param>
    /// <exception cref="ArgumentException">It cannot be one.</exception>
    public FirebaseOptions(string projectId)
    {
        if (!ProjectIds().IsMatch(projectId)) throw new ArgumentException("It is no id of a project.", nameof(projectId));
        ProjectId = projectId;
    }

    /// <summary>The project's id: the audience of its ID tokens.</summary>
    public string ProjectId { get; }

    /// <summary>The issuer of its ID tokens.</summary>
    public string Issuer => $"https://securetoken.google.com/{ProjectId}";

    /// <summary>
    /// The key of a service account that may read and delete the project's people, as JSON; null for Google's application
    /// default credentials, e.g. workload identity federation.
    /// </summary>
    public string? Credentials { get; init; }

    /// <summary>Where the certificates are.</summary>
    public Uri KeysEndpoint { get; init; } = DefaultKeysEndpoint;

    /// <summary>Where the people are, with a slash at the end.</summary>
    public Uri UsersEndpoint { get; internal init; } = DefaultUsersEndpoint;

    /// <summary>Whether this is the emulator: it signs nothing, and lets everybody do everything.</summary>
    public bool IsEmulator { get; private init; }

    /// <summary>The settings of an emulator.</summary>
    /// <param name="projectId">The project's id.</param>
    /// <param name="host">Its host and port, e.g. <c>127.0.0.1:9099</c>.</param>
    /// <exception cref="ArgumentException">The host is none of this machine.</exception>
    public static FirebaseOptions OfEmulator(string projectId, string host) =>
        Uri.TryCreate($"http://{host}", UriKind.Absolute, out Uri? address) && address.IsLoopback &&
        address is { PathAndQuery: "/", Fragment: "", UserInfo: "" }
            ? new FirebaseOptions(projectId)
            {
                IsEmulator = true,
                UsersEndpoint = new Uri(address, $"/{DefaultUsersEndpoint.Host}/"),
            }
            : throw new ArgumentException("It is no host of this machine.", nameof(host));

    // The first form is that of projects of a domain, e.g. example.com:project.
    [GeneratedRegex(@"\A([a-z0-9.-]+:)?[a-z][a-z0-9-]{0,60}\z")]
    private static partial Regex ProjectIds();
}
