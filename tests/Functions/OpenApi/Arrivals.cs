using Understudy.Functions.Tests.Products.FilmStudio;
using Understudy.Functions.Tests.Products.Sora;
using Understudy.Functions.Tests.Products.VideoSystem;
using Understudy.Functions.Tests.Products.VoiceCloning;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.OpenApi;

/// <summary>How somebody new comes to a product, signed in as its contract says.</summary>
internal static class Arrivals
{
    // By base path, or what goes on from there; to a product that is not here one comes with a token of Firebase.
    private static readonly Dictionary<string, Func<TestApp, Task<Person>>> _ways = new()
    {
        ["/videosystem/v1"] = Creator.NewAsync,
        ["/voicecloning/api/v1"] = VoicePeople.NewAsync,
        ["/filmstudio/api"] = FilmPeople.NewAsync,
        ["/filmstudio/api/admin"] = FilmPeople.NewAdminAsync,
        ["/sora/api"] = SoraPeople.NewSoraPersonAsync,
    };

    /// <summary>Whether a token of Firebase is what the operation takes.</summary>
    public static bool TakesFirebase(this Operation operation) => WayTo(operation) is null;

    /// <summary>A person with an account who may call the operation.</summary>
    public static Task<Person> NewPersonAsync(this TestApp app, Operation operation) =>
        WayTo(operation) is { } arrive ? arrive(app) : app.NewPersonAsync();

    private static Func<TestApp, Task<Person>>? WayTo(Operation operation) => _ways
        .Where(way => operation.Path.StartsWith($"{way.Key}/", StringComparison.Ordinal))
        .OrderByDescending(way => way.Key.Length)
        .Select(way => way.Value)
        .FirstOrDefault();
}
