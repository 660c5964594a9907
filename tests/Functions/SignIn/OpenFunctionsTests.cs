using Microsoft.Extensions.DependencyInjection;
using Understudy.Functions.Http;
using Understudy.Functions.Http.Authentication;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.SignIn;

/// <summary>Nothing is open by accident.</summary>
public sealed class OpenFunctionsTests(TestApp app) : IClassFixture<TestApp>
{
    // These carry their own proof (a signed or unguessable URL, a signed event, the host's key), hand out the proof (the
    // development token) or have nothing to hide.
    private static readonly string[] _open =
    [
        "Core-DevelopmentToken-Create", "Core-Object-Transfer", "Core-Avatar-Get", "Z-Route-Elsewhere",
        "Core-Health-Get", "Core-Live-Get", "Core-Ready-Get", "Clone-Reference-Document", "Clone-Reference-Page",
        "VideoSystem-Account-Register", "VideoSystem-Session-Login", "VideoSystem-Template-Thumbnail",
        "VideoSystem-Reference-Document", "VideoSystem-Reference-Page",
        "Sora-Reference-Document", "Sora-Reference-Page", "Sora-ProviderCallback-Receive",
        "VoiceCloning-Account-Register", "VoiceCloning-Session-Login", "VoiceCloning-Session-Refresh",
        "VoiceCloning-Result-Get", "VoiceCloning-Reference-Document", "VoiceCloning-Reference-Page",
        "FilmStudio-Reference-Document", "FilmStudio-Reference-Page",
        "FilmStudio-Account-Register", "FilmStudio-Session-Login", "FilmStudio-Plan-List", "FilmStudio-Payment-Done",
        "FilmStudio-Consent-Return", "FilmStudio-Consent-Confirm",
        "Sora-Session-Google", "Sora-Session-Refresh", "Sora-Session-Test", "Sora-Package-List", "Sora-Payment-Done",
        "Sora-PaymentEvent-Receive", "Sora-Showcase-List", "Sora-Showcase-Get",
        "Core-SandboxCheckout-Get", "Core-SandboxCheckout-Act", "Core-SandboxPortal-Get", "Core-SandboxPortal-Act",
        "Clone-PaymentEvent-Receive", "Core-AddressProof-Get", "Core-AddressProof-Give", "Core-Password-Get",
        "Core-Password-Set", "Core-Role-Grant", "Core-Role-Revoke",
        "Core-DeadLetters-List", "Core-DeadLetters-Replay", "Core-Ledger-Show",
    ];

    private IEnumerable<HttpFunction> Functions => app.Services.GetRequiredService<HttpFunctions>().All
        .Where(function => function.Product is not ("trial" or "second"));

    [Fact]
    public void The_open_functions_are_these_and_no_others() => Functions
        .Where(function => function.SignedInBy.Takes(Way.Nobody)).Select(function => function.Name)
        .ShouldBe(_open, ignoreOrder: true);

    [Fact]
    public void Every_function_says_who_may_call_it() =>
        Functions.Where(function => function.SignedInBy.Ways.Count == 0).Select(function => function.Name).ShouldBeEmpty();

    [Fact]
    public void Only_signing_in_lets_newcomers_past() =>
        Functions.Where(function => function.SignedInBy.Newcomers).Select(function => function.Name)
            .ShouldBe(["Clone-Session-Login"]);
}
