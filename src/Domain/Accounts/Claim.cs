using System.Text;
using System.Text.Json.Serialization;
using Understudy.Domain.Persistence;

namespace Understudy.Domain.Accounts;

/// <summary>
/// Something that only one account can have, such as a Firebase uid. Creating the document is taking the thing: two
/// claims of one value cannot both succeed.
/// </summary>
public sealed record Claim : IDocument
{
    /// <inheritdoc/>
    public static DocumentType Type { get; } = new("claim", "userId");

    /// <inheritdoc/>
    public required string Id { get; init; }

    /// <inheritdoc/>
    public string Partition => Id;

    /// <summary>The account that has it.</summary>
    public required string UserId { get; init; }

    /// <summary>
    /// When the account will be erased, if its owner deleted it. It follows <see cref="User.DeletionAt"/>, and stands here
    /// too because every request reads the claim and not the user.
    /// </summary>
    public DateTimeOffset? DeletionAt { get; init; }

    /// <summary>What the account may do; it follows <see cref="User.Roles"/> for the same reason.</summary>
    public Roles Roles { get; init; }

    /// <summary>
    /// The person's id at Firebase, where the claim is of one: what <see cref="Id"/> is the hash of. It is needed to delete
    /// the person there. Null until they sign in, in claims that are older than it.
    /// </summary>
    public string? Uid { get; init; }

    /// <summary>Whether it is a way to sign in that an identity provider answers for.</summary>
    [JsonIgnore]
    public bool IsOfProvider => Id.StartsWith("firebase:", StringComparison.Ordinal) ||
        Id.StartsWith("google:", StringComparison.Ordinal);

    /// <summary>The id of the claim of a Firebase uid.</summary>
    public static string FirebaseUid(string uid) => Key("firebase", uid);

    /// <summary>The id of the claim of a verified e-mail address.</summary>
    public static string Email(string email) => Key("email", email.Trim().ToUpperInvariant());

    /// <summary>The id of the claim of a Google account.</summary>
    /// <param name="subject">Google's own id of the person.</param>
    public static string Google(string subject) => Key("google", subject);

    /// <summary>
    /// The id of the claim of an address that a password is typed with. Nobody need have verified it: it leads to the
    /// password, and to the account only who knows that.
    /// </summary>
    public static string Password(string email) => Key("password", email.Trim().ToUpperInvariant());

    /// <summary>The id of the claim of a username.</summary>
    public static string Username(string username) => Key("username", username.ToUpperInvariant());

    /// <summary>The id of the claim of an API key; it is the key's SHA-256, and the key is stored nowhere.</summary>
    public static string ApiKey(string key) => Key("apikey", key);

    /// <summary>The id of the claim of a payment gateway's customer.</summary>
    public static string Customer(string customerId) => Key("customer", customerId);

    // A value may contain what an id may not, and be longer than one.
    private static string Key(string kind, string value) =>
        $"{kind}:{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(value)))}";
}
