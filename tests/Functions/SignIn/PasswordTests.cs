using System.Net;
using System.Net.Http.Headers;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.SignIn;

/// <summary>Accounts with a password, through HTTP.</summary>
public sealed class PasswordTests(TrialApp trial) : IClassFixture<TrialApp>
{
    private readonly string _email = TrialApp.NewEmail();

    [Fact]
    public async Task Who_has_no_account_yet_may_send_a_key_with_what_creates_it()
    {
        using HttpClient http = trial.App.Anonymous();
        using HttpRequestMessage request = new(HttpMethod.Post, "/trial/register")
        {
            Content = new StringContent(
                $$"""{"email":"{{TrialApp.NewEmail()}}","password":"correct horse"}""",
                MediaTypeHeaderValue.Parse("application/json")),
        };
        request.Headers.Add("Idempotency-Key", "a-key");
        using HttpResponseMessage response = await http.SendAsync(request);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Who_registers_is_signed_in_and_can_sign_in_again()
    {
        Answer registered = await trial.RegisterAsync(_email);
        registered.Status.ShouldBe(HttpStatusCode.OK, registered.ToString());
        (await trial.GetAsync("/trial/me", registered.Text("access"))).Text("id").ShouldBe(registered.Text("id"));
        Answer login = await trial.LoginAsync(_email.ToUpperInvariant());
        login.Text("id").ShouldBe(registered.Text("id"));
        login["isNew"]!.GetValue<bool>().ShouldBeFalse();
        (await trial.LoginAsync(_email, "another one")).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await trial.LoginAsync(TrialApp.NewEmail())).Body!.ToJsonString()
            .ShouldBe((await trial.LoginAsync(_email, "another one")).Body!.ToJsonString());
    }

    [Fact]
    public async Task An_address_and_a_username_are_taken_once()
    {
        string username = $"u{Guid.NewGuid():N}"[..20];
        await trial.RegisterAsync(_email, username: username);
        (await trial.RegisterAsync(_email.ToUpperInvariant())).Text("problem").ShouldBe("EmailTaken");
        Answer other = await trial.RegisterAsync(TrialApp.NewEmail(), username: username.ToUpperInvariant());
        other.Text("problem").ShouldBe("UsernameTaken");
        other.Status.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Of_many_registrations_at_once_one_succeeds()
    {
        Answer[] answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => trial.RegisterAsync(_email)));
        answers.Count(answer => answer.Status == HttpStatusCode.OK).ShouldBe(1);
        answers.Count(answer => answer.Status == HttpStatusCode.Conflict).ShouldBe(9);
        (await trial.LoginAsync(_email)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_address_is_proved_by_its_link_and_the_password_together()
    {
        await trial.RegisterAsync(_email);
        string link = await trial.LinkAsync(_email, "verify-address-");
        using HttpClient http = trial.App.Anonymous();
        (await http.GetStringAsync(link)).ShouldContain("<form method=\"post\" action=\"/account/verify\">");
        (await trial.LoginAsync(_email))["verified"]!.GetValue<bool>().ShouldBeFalse("opening a link proves nothing");

        (await trial.VerifyAsync(_email, "a guess of mine")).ShouldBe(422);
        (await trial.VerifyAsync(_email)).ShouldBe(200);
        (await trial.LoginAsync(_email))["verified"]!.GetValue<bool>().ShouldBeTrue();
        (await trial.VerifyAsync(_email)).ShouldBe(410);
    }

    [Fact]
    public async Task A_mail_to_an_address_that_nobody_has_proved_says_nothing_of_its_claimants()
    {
        await trial.PostAsync(
            "/trial/register", new { email = _email, password = "correct horse", name = "Visit evil.example" });
        await trial.LinkAsync(_email, "verify-address-");
        trial.App.Mails.To(_email).ShouldAllBe(mail => !mail.Text.Contains("evil", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_password_that_was_forgotten_is_set_by_a_link_that_works_once()
    {
        Answer registered = await trial.RegisterAsync(_email);
        (await trial.PostAsync("/trial/forgot", new { email = _email })).Status.ShouldBe(HttpStatusCode.Accepted);
        string token = (await trial.LinkAsync(_email, "reset-password-")).Split('=')[1];
        (await trial.FormAsync("/account/reset", ("token", token), ("password", "short"))).Status.ShouldBe(422);
        (await trial.FormAsync("/account/reset", ("token", token), ("password", "battery staple"))).Status.ShouldBe(200);
        (await trial.FormAsync("/account/reset", ("token", token), ("password", "once more please"))).Status.ShouldBe(410);

        (await trial.GetAsync("/trial/me", registered.Text("access"))).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await trial.RefreshAsync(registered.Text("refresh"))).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await trial.LoginAsync(_email)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        Answer login = await trial.LoginAsync(_email, "battery staple");
        login.Text("id").ShouldBe(registered.Text("id"));
        login["verified"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]
    public async Task A_password_that_is_set_by_a_link_counts_as_it_was_typed()
    {
        const string Typed = " battery staple ";
        await trial.RegisterAsync(_email);
        await trial.PostAsync("/trial/forgot", new { email = _email });
        string token = (await trial.LinkAsync(_email, "reset-password-")).Split('=')[1];
        (await trial.FormAsync("/account/reset", ("token", token), ("password", "battery\tstaple"))).Status.ShouldBe(422);
        (await trial.FormAsync("/account/reset", ("token", token), ("password", Typed))).Status.ShouldBe(200);
        (await trial.LoginAsync(_email, Typed)).Status.ShouldBe(HttpStatusCode.OK);
        (await trial.LoginAsync(_email, Typed.Trim())).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_link_of_either_kind_ends_with_the_password_that_it_was_made_for()
    {
        Answer registered = await trial.RegisterAsync(_email);
        await trial.PostAsync("/trial/forgot", new { email = _email });
        string reset = (await trial.LinkAsync(_email, "reset-password-")).Split('=')[1];
        (await trial.SendAsync(
            HttpMethod.Put,
            "/trial/password",
            new { current = "correct horse", next = "battery staple" },
            registered.Text("access"))).Status.ShouldBe(HttpStatusCode.NoContent);
        (await trial.FormAsync("/account/reset", ("token", reset), ("password", "third password"))).Status.ShouldBe(410);
        (await trial.VerifyAsync(_email, "battery staple")).ShouldBe(410);
    }

    [Fact]
    public async Task A_reset_for_an_address_without_account_is_answered_alike()
    {
        Answer unknown = await trial.PostAsync("/trial/forgot", new { email = _email });
        await trial.RegisterAsync(_email);
        Answer known = await trial.PostAsync("/trial/forgot", new { email = _email });
        unknown.Status.ShouldBe(known.Status);
        unknown.Body.ShouldBe(known.Body);
        (await trial.FormAsync("/account/reset", ("email", TrialApp.NewEmail()))).Status.ShouldBe(200);
        (await trial.FormAsync("/account/reset", ("email", "nonsense"))).Status.ShouldBe(422);
    }

    [Fact]
    public async Task Another_password_ends_all_other_sessions_at_once()
    {
        Answer here = await trial.RegisterAsync(_email);
        Answer elsewhere = await trial.LoginAsync(_email);
        object change = new { current = "correct horse", next = "battery staple" };
        (await trial.SendAsync(
            HttpMethod.Put, "/trial/password", new { current = "wrong horse", next = "battery staple" }, here.Text("access")))
            .Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await trial.SendAsync(HttpMethod.Put, "/trial/password", change, here.Text("access")))
            .Status.ShouldBe(HttpStatusCode.NoContent);
        (await trial.GetAsync("/trial/me", here.Text("access"))).Status.ShouldBe(HttpStatusCode.OK);
        (await trial.GetAsync("/trial/me", elsewhere.Text("access"))).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await trial.RefreshAsync(elsewhere.Text("refresh"))).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await trial.LoginAsync(_email)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await trial.LoginAsync(_email, "battery staple")).Status.ShouldBe(HttpStatusCode.OK);
    }
}
