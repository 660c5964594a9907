using Understudy.Domain.Accounts;
using Understudy.Infrastructure.Firebase;

namespace Understudy.Infrastructure.Tests.Firebase;

/// <summary>The project's people are asked about and deleted with a service account's key.</summary>
public sealed class FirebaseUsersTests : FirebaseTest
{
    [Fact]
    public async Task Somebody_is_told_of_as_they_are_now()
    {
        var since = DateTimeOffset.FromUnixTimeSeconds(1_600_000_000);
        Firebase.Add("plain");
        Firebase.Add("revoked", validSince: since);
        Firebase.Add("disabled", isDisabled: true);
        (await Users.FindAsync("plain", default)).ShouldBe(new ProviderUser(null, false));
        (await Users.FindAsync("revoked", default)).ShouldBe(new ProviderUser(since, false));
        (await Users.FindAsync("disabled", default)).ShouldBe(new ProviderUser(null, true));
        (await Users.FindAsync("nobody", default)).ShouldBeNull();
        Firebase.AccessTokens.ShouldBe(1, "a token is kept as long as it counts");
    }

    [Fact]
    public async Task Whoever_is_gone_already_is_deleted()
    {
        Firebase.Add("ann");
        await Users.DeleteAsync("ann", default);
        Firebase.People.ShouldBeEmpty();
        await Users.DeleteAsync("ann", default);
        Firebase.Calls.ShouldBe(["delete ann", "delete ann"]);
    }

    [Theory]
    [InlineData(500, "{}")]
    [InlineData(503, "<html>")]
    [InlineData(302, "{}")]
    [InlineData(200, "[]")]
    [InlineData(200, "")]
    [InlineData(400, """{"error":{"message":"PROJECT_NOT_FOUND"}}""")]
    [InlineData(403, """{"error":{"message":"PERMISSION_DENIED"}}""")]
    [InlineData(404, """{"error":"USER_NOT_FOUND"}""")]
    public async Task An_answer_that_makes_no_sense_is_neither_yes_nor_no(int status, string body)
    {
        Firebase.Add("ann");
        Firebase.InsteadOfPeople = (status, body);
        await Should.ThrowAsync<IdentityProviderException>(() => Users.FindAsync("ann", default));
        await Should.ThrowAsync<IdentityProviderException>(() => Users.DeleteAsync("ann", default));
    }

    [Theory]
    [InlineData("""{"users":{}}""")]
    [InlineData("""{"users":[]}""")]
    [InlineData("""{"users":[{"localId":"ben"}]}""")]
    [InlineData("""{"users":[{"localId":"ann","validSince":7}]}""")]
    [InlineData("""{"users":[{"localId":"ann","validSince":"soon"}]}""")]
    [InlineData("""{"users":[{"localId":"ann","validSince":"999999999999999"}]}""")]
    [InlineData("""{"users":[{"localId":"ann","disabled":"no"}]}""")]
    public async Task Nobody_is_believed_on_an_odd_answer(string body)
    {
        Firebase.InsteadOfPeople = (200, body);
        await Should.ThrowAsync<IdentityProviderException>(() => Users.FindAsync("ann", default));
    }

    [Fact]
    public void A_token_counts_from_the_second_on_in_which_the_others_were_revoked()
    {
        var since = DateTimeOffset.FromUnixTimeSeconds(1_600_000_000);
        new ProviderUser(since, false).Honours(since).ShouldBeTrue();
        new ProviderUser(since, false).Honours(since.AddSeconds(-1)).ShouldBeFalse();
        new ProviderUser(null, false).Honours(since).ShouldBeTrue();
        new ProviderUser(null, true).Honours(since).ShouldBeFalse();
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("nonsense")]
    [InlineData("""{"type":"authorized_user","client_id":"a","client_secret":"hidden","refresh_token":"b"}""")]
    [InlineData("""{"type":"service_account","client_email":"a@b","private_key":"hidden"}""")]
    public void What_is_no_service_accounts_key_is_refused_and_not_told(string json)
    {
        InvalidOperationException refusal = Should.Throw<InvalidOperationException>(() => FirebaseAccess.Check(json));
        refusal.ToString().ShouldNotContain("hidden");
    }

    [Theory]
    [InlineData("")]
    [InlineData("../other")]
    [InlineData("a/b")]
    [InlineData("a b")]
    [InlineData("Project")]
    [InlineData("project\n")]
    public void What_is_no_id_of_a_project_is_refused(string project) =>
        Should.Throw<ArgumentException>(() => new FirebaseOptions(project));

    [Theory]
    [InlineData("127.0.0.1:9099", true)]
    [InlineData("localhost:9099", true)]
    [InlineData("[::1]:9099", true)]
    [InlineData("0.0.0.0:9099", false)]
    [InlineData("10.0.0.1:9099", false)]
    [InlineData("firebase.example.com", false)]
    [InlineData("localhost@firebase.example.com", false)]
    [InlineData("localhost.example.com:9099", false)]
    [InlineData("localhost:9099/path", false)]
    [InlineData("localhost:9099?query", false)]
    [InlineData("http://localhost:9099", false)]
    [InlineData("localhost:99999", false)]
    [InlineData("", false)]
    public void An_emulator_is_on_this_machine_only(string host, bool isOne)
    {
        if (isOne) FirebaseOptions.OfEmulator("demo", host).IsEmulator.ShouldBeTrue();
        else Should.Throw<ArgumentException>(() => FirebaseOptions.OfEmulator("demo", host));
    }
}
