using System.Net;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.SignIn;

/// <summary>API keys, through HTTP.</summary>
public sealed class ApiKeyTests(TrialApp trial) : IClassFixture<TrialApp>
{
    [Fact]
    public async Task A_key_is_told_once_works_and_is_revoked()
    {
        Answer ann = await trial.RegisterAsync(TrialApp.NewEmail());
        Answer made = await MakeAsync(ann);
        string key = made.Text("key");
        key.ShouldStartWith("usk_");
        key.ShouldStartWith(made.Text("prefix"));
        Answer list = await trial.GetAsync("/trial/keys", ann.Text("access"));
        list.Text("0.prefix").ShouldBe(made.Text("prefix"));
        list.Body!.ToJsonString().ShouldNotContain(key);
        (await trial.GetAsync("/trial/either", key: key)).Text("scheme").ShouldBe("ApiKey");
        (await trial.GetAsync("/trial/either", ann.Text("access"))).Text("scheme").ShouldBe("Session");

        (await DeleteAsync(made, ann)).Status.ShouldBe(HttpStatusCode.NoContent);
        (await trial.GetAsync("/trial/either", key: key)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await DeleteAsync(made, ann)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await trial.GetAsync("/trial/keys", ann.Text("access"))).Body!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task Where_both_are_needed_both_have_to_be_of_one_person()
    {
        Answer ann = await trial.RegisterAsync(TrialApp.NewEmail());
        Answer bob = await trial.RegisterAsync(TrialApp.NewEmail());
        string anns = (await MakeAsync(ann)).Text("key");
        string bobs = (await MakeAsync(bob)).Text("key");
        (await trial.GetAsync("/trial/both", ann.Text("access"), anns)).Text("id").ShouldBe(ann.Text("id"));
        (await trial.GetAsync("/trial/both", ann.Text("access"), bobs)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await trial.GetAsync("/trial/both", ann.Text("access"))).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await trial.GetAsync("/trial/both", key: anns)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await trial.GetAsync("/trial/both", "nonsense", anns)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await trial.GetAsync("/trial/me", key: anns)).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_key_of_another_person_cannot_be_seen_or_revoked()
    {
        Answer ann = await trial.RegisterAsync(TrialApp.NewEmail());
        Answer bob = await trial.RegisterAsync(TrialApp.NewEmail());
        Answer anns = await MakeAsync(ann);
        (await trial.GetAsync("/trial/keys", bob.Text("access"))).Body!.AsArray().ShouldBeEmpty();
        (await DeleteAsync(anns, bob)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await trial.GetAsync("/trial/either", key: anns.Text("key"))).Text("id").ShouldBe(ann.Text("id"));
    }

    [Fact]
    public async Task There_are_at_most_ten_however_many_are_made_at_once()
    {
        Answer ann = await trial.RegisterAsync(TrialApp.NewEmail());
        Answer[] made = await Task.WhenAll(Enumerable.Range(0, 15).Select(_ => MakeAsync(ann)));
        made.Count(answer => answer.Status == HttpStatusCode.OK).ShouldBe(10);
        made.First(answer => answer.Status != HttpStatusCode.OK).Text("problem").ShouldBe("TooManyApiKeys");
        foreach (Answer key in made.Where(answer => answer.Status == HttpStatusCode.OK))
            (await trial.GetAsync("/trial/either", key: key.Text("key"))).Status.ShouldBe(HttpStatusCode.OK);
        await DeleteAsync(made.First(answer => answer.Status == HttpStatusCode.OK), ann);
        (await MakeAsync(ann)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("usk_")]
    [InlineData("usk_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("usk_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA/")]
    public async Task What_is_no_key_opens_nothing(string key) =>
        (await trial.GetAsync("/trial/either", key: key)).Status.ShouldBe(HttpStatusCode.Unauthorized);

    private Task<Answer> MakeAsync(Answer owner) =>
        trial.PostAsync("/trial/keys", new { name = "mine" }, owner.Text("access"));

    private Task<Answer> DeleteAsync(Answer key, Answer by) =>
        trial.SendAsync(HttpMethod.Delete, $"/trial/keys/{key.Text("id")}", null, by.Text("access"));
}
