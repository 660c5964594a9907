using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Understudy.Domain.Accounts;
using Understudy.Domain.Persistence;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.SignIn;

/// <summary>Somebody registers with another's address, and waits for them to come.</summary>
public sealed class HijackTests(TrialApp trial) : IClassFixture<TrialApp>
{
    private readonly string _email = TrialApp.NewEmail();

    [Fact]
    public async Task Whoever_lies_in_wait_with_an_address_loses_everything_when_its_owner_signs_in_with_firebase()
    {
        Answer attacker = await trial.RegisterAsync(_email);
        Answer key = await trial.PostAsync("/trial/keys", new { name = "trap" }, attacker.Text("access"));
        using Person owner = await Person.SignInAsync(trial.App, _email.ToUpperInvariant());

        owner.Id.ShouldNotBe(attacker.Text("id"));
        (await trial.GetAsync("/trial/me", attacker.Text("access"))).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await trial.RefreshAsync(attacker.Text("refresh"))).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await trial.GetAsync("/trial/either", key: key.Text("key"))).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await trial.LoginAsync(_email)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await trial.RegisterAsync(_email)).Text("problem").ShouldBe("EmailTaken");

        // What nobody can enter any more is erased as every deleted account is.
        IDocumentStore store = trial.App.Services.GetRequiredService<IDocumentStore>();
        string id = attacker.Text("id");
        (await store.FindAsync<User>(id, id))!.Value.DeletionAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task The_owner_gets_a_password_by_mail_and_is_in_their_own_account()
    {
        await trial.RegisterAsync(_email);
        using Person owner = await Person.SignInAsync(trial.App, _email);
        await trial.PostAsync("/trial/forgot", new { email = _email });
        string token = (await trial.LinkAsync(_email, "reset-password-")).Split('=')[1];
        await trial.FormAsync("/account/reset", ("token", token), ("password", "owner's password"));
        (await trial.LoginAsync(_email, "owner's password")).Text("id").ShouldBe(owner.Id);
    }

    [Fact]
    public async Task A_link_that_the_owner_presses_without_the_attackers_password_verifies_nothing()
    {
        await trial.RegisterAsync(_email, "attacker's own");
        (await trial.VerifyAsync(_email, "owner's password")).ShouldBe(422);
        using Person owner = await Person.SignInAsync(trial.App, _email);
        (await trial.VerifyAsync(_email, "attacker's own")).ShouldBe(410);
        (await trial.LoginAsync(_email, "attacker's own")).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_reset_takes_an_unproved_account_away_from_whoever_opened_it()
    {
        Answer attacker = await trial.RegisterAsync(_email);
        Answer key = await trial.PostAsync("/trial/keys", new { name = "trap" }, attacker.Text("access"));
        await trial.PostAsync("/trial/forgot", new { email = _email });
        string token = (await trial.LinkAsync(_email, "reset-password-")).Split('=')[1];
        (await trial.FormAsync("/account/reset", ("token", token), ("password", "owner's password"))).Status.ShouldBe(200);
        (await trial.GetAsync("/trial/me", attacker.Text("access"))).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await trial.RefreshAsync(attacker.Text("refresh"))).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await trial.GetAsync("/trial/either", key: key.Text("key"))).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await trial.LoginAsync(_email)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await trial.LoginAsync(_email, "owner's password")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_address_that_was_proved_joins_the_sign_ins_of_one_person()
    {
        Answer registered = await trial.RegisterAsync(_email);
        (await trial.VerifyAsync(_email)).ShouldBe(200);
        using Person same = await Person.SignInAsync(trial.App, _email);
        same.Id.ShouldBe(registered.Text("id"));
        (await trial.GetAsync("/trial/me", registered.Text("access"))).Status.ShouldBe(HttpStatusCode.OK);
        (await trial.LoginAsync(_email)).Text("id").ShouldBe(same.Id);
    }

    [Fact]
    public async Task Registering_with_an_address_that_is_anothers_already_is_refused()
    {
        using Person owner = await Person.SignInAsync(trial.App, _email);
        (await trial.RegisterAsync(_email)).Text("problem").ShouldBe("EmailTaken");
        (await trial.LoginAsync(_email)).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task However_a_registration_and_the_owners_sign_in_meet_they_are_not_joined()
    {
        for (int round = 0; round < 10; round++)
        {
            string email = TrialApp.NewEmail();
            Task<Answer> registering = trial.RegisterAsync(email);
            using Person owner = await Person.SignInAsync(trial.App, email);
            Answer registered = await registering;
            // Whatever was cut short is completed by the owner's next sign-in.
            await owner.SignInAgainAsync();
            (await trial.LoginAsync(email)).Status.ShouldBe(HttpStatusCode.Unauthorized);
            if (registered.Status != HttpStatusCode.OK) continue;
            registered.Text("id").ShouldNotBe(owner.Id);
            (await trial.GetAsync("/trial/me", registered.Text("access"))).Status.ShouldBe(HttpStatusCode.Unauthorized);
        }
    }
}
