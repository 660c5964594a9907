using System.Net;
using Understudy.Functions.Tests.Support;
using Understudy.Tests.Google;

namespace Understudy.Functions.Tests.SignIn;

/// <summary>Signing in with Google, through HTTP.</summary>
public sealed class GoogleTests
{
    [Fact]
    public async Task Google_opens_an_account_finds_it_and_joins_the_ways_of_one_person()
    {
        TrialApp trial = new();
        await using GoogleDouble google = await GoogleDouble.StartAsync(trial.App.Time);
        trial.App.Google["ClientId"] = GoogleDouble.ClientId;
        trial.App.Google["ClientSecret"] = GoogleDouble.ClientSecret;
        trial.App.Google["RedirectUris"] = GoogleDouble.Redirect;
        trial.App.Google["TokenEndpoint"] = google.TokenEndpoint.ToString();
        trial.App.Google["KeysEndpoint"] = google.KeysEndpoint.ToString();
        await trial.InitializeAsync();
        try
        {
            string email = TrialApp.NewEmail();
            Answer squatter = await trial.RegisterAsync(email);
            Answer first = await SignInAsync(trial, google.CodeFor("1", email));
            first["isNew"]!.GetValue<bool>().ShouldBeTrue();
            first.Text("id").ShouldNotBe(squatter.Text("id"));
            (await trial.GetAsync("/trial/me", squatter.Text("access"))).Status.ShouldBe(HttpStatusCode.Unauthorized);
            (await SignInAsync(trial, google.CodeFor("1", email))).Text("id").ShouldBe(first.Text("id"));
            (await trial.GetAsync("/trial/me", first.Text("access"))).Text("id").ShouldBe(first.Text("id"));

            using Person same = await Person.SignInAsync(trial.App, email);
            same.Id.ShouldBe(first.Text("id"));
            (await SignInAsync(trial, "4/made-up")).Status.ShouldBe(HttpStatusCode.Unauthorized);
            (await trial.PostAsync(
                "/trial/google", new { code = google.CodeFor("1", email), redirect_uri = "https://evil.example" }))
                .Text("problem").ShouldBe("RedirectNotAllowed");
        }
        finally
        {
            await trial.DisposeAsync();
        }
    }

    [Fact]
    public void Half_a_setting_keeps_the_app_from_starting()
    {
        using TempFolder folder = new();
        foreach ((string setting, string value) in new[]
        {
            ("ClientSecret", ""), ("RedirectUris", ""), ("RedirectUris", "http://example.com"),
            ("TokenEndpoint", "http://example.com"), ("KeysEndpoint", "nonsense"),
        })
        {
            Dictionary<string, string?> settings = new()
            {
                ["ClientId"] = "id",
                ["ClientSecret"] = "hidden",
                ["RedirectUris"] = "https://app.example.com/callback",
            };
            settings[setting] = value;
            InvalidOperationException refusal = Should.Throw<InvalidOperationException>(
                () => TestApp.Builder(folder.Path, google: settings));
            refusal.Message.ShouldStartWith($"Google:{setting} ");
            refusal.Message.ShouldNotContain("hidden");
        }
    }

    [Fact]
    public void Outside_of_development_no_setting_names_administrators()
    {
        using TempFolder folder = new();
        InvalidOperationException refusal = Should.Throw<InvalidOperationException>(() => TestApp.Builder(
            folder.Path, "Production", new Dictionary<string, string?> { ["Admins"] = "ann@example.com" }));
        refusal.Message.ShouldStartWith("Understudy:Admins ");
    }

    private static Task<Answer> SignInAsync(TrialApp trial, string code) =>
        trial.PostAsync("/trial/google", new { code });
}
