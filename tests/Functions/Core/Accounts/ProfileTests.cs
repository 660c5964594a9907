using System.Net;
using System.Text.Json.Nodes;
using Understudy.Functions.Tests.Products.Clone;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.Core.Accounts;

/// <summary>The onboarding survey. Clone §3.</summary>
public sealed class ProfileTests(TestApp app) : IClassFixture<TestApp>
{
    private const string Path = "/api/v1/users/profile";

    private static JsonObject Answers(string usage = "business") => new()
    {
        ["usage_type"] = usage,
        ["company_size"] = "11-50",
        ["role"] = "manager",
        ["use_cases"] = new JsonArray("marketing", "training"),
        ["referral_source"] = "search",
    };

    [Fact]
    public async Task Before_the_survey_there_is_no_profile()
    {
        using Person person = await app.NewPersonAsync();
        (await person.GetAsync(Path)).ShouldBeError(HttpStatusCode.NotFound, "NOT_FOUND");
        (await person.GetAsync("/api/v1/auth/me"))["profile"].ShouldBeNull();
        (await person.PostAsync("/api/v1/auth/login"))["onboarding_completed"]!.GetValue<bool>().ShouldBeFalse();
    }

    [Fact]
    public async Task After_it_signing_in_knows()
    {
        using Person person = await app.NewPersonAsync();
        (await person.PostAsync(Path, Answers())).Status.ShouldBe(HttpStatusCode.OK);
        (await person.PostAsync("/api/v1/auth/login"))["onboarding_completed"]!.GetValue<bool>().ShouldBeTrue();
        Answer me = await person.GetAsync("/api/v1/auth/me");
        me.Text("profile.usage_type").ShouldBe("business");
        me.Text("profile.role").ShouldBe("manager");
        me["profile.onboarding_completed"]!.GetValue<bool>().ShouldBeTrue();
        using Person other = await app.NewPersonAsync();
        (await other.GetAsync(Path)).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Answering_again_changes_the_answers_and_not_the_profile()
    {
        using Person person = await app.NewPersonAsync();
        Answer first = await person.PostAsync(Path, Answers());
        app.Time.Advance(TimeSpan.FromMinutes(1));
        JsonObject changed = Answers();
        changed["role"] = "freelancer";
        Answer second = await person.PostAsync(Path, changed);
        second.Text("profile.id").ShouldBe(first.Text("profile.id"));
        second.Text("profile.created_at").ShouldBe(first.Text("profile.created_at"));
        second.Text("profile.updated_at").ShouldNotBe(first.Text("profile.updated_at"));
        (await person.GetAsync(Path)).Text("profile.role").ShouldBe("freelancer");
    }

    [Fact]
    public async Task Twenty_at_once_make_one_profile()
    {
        using Person person = await app.NewPersonAsync();
        Answer[] answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => person.PostAsync(Path, Answers())));
        answers.Select(answer => answer.Text("profile.id")).Distinct().Count().ShouldBe(1);
    }

    [Theory]
    [InlineData("\"11-50\"")]
    [InlineData("\"nonsense\"")]
    [InlineData("5")]
    [InlineData("null")]
    [InlineData(null)]
    public async Task A_person_without_a_company_has_no_size(string? size)
    {
        using Person person = await app.NewPersonAsync();
        Answer answer = await person.PostAsync(Path, Answers("personal").With("company_size", size));
        answer.Status.ShouldBe(HttpStatusCode.OK, answer.ToString());
        answer["profile.company_size"].ShouldBeNull();
        answer.Body!["profile"]!.AsObject().ContainsKey("company_size").ShouldBeTrue();
    }

    [Fact]
    public async Task A_use_case_counts_once()
    {
        using Person person = await app.NewPersonAsync();
        Answer answer = await person.PostAsync(
            Path, Answers().With("use_cases", """["other","marketing","other","marketing"]"""));
        answer["profile.use_cases"]!.ToJsonString().ShouldBe("""["other","marketing"]""");
    }

    [Theory]
    [InlineData("usage_type", "personal business")]
    [InlineData("company_size", "1-10 11-50 51-200 201-1000 1001+")]
    [InlineData("role", "executive manager staff freelancer other")]
    [InlineData("referral_source", "search social referral ads media other")]
    public async Task Every_word_of_the_contract_is_known(string field, string words)
    {
        using Person person = await app.NewPersonAsync();
        foreach (string word in words.Split(' '))
        {
            Answer answer = await person.PostAsync(Path, Answers().With(field, $"\"{word}\""));
            answer.Status.ShouldBe(HttpStatusCode.OK, answer.ToString());
            if (word != "personal") answer.Text($"profile.{field}").ShouldBe(word);
        }
        Answer all = await person.PostAsync(Path, Answers().With(
            "use_cases", """["marketing","training","support","social","presentation","other"]"""));
        all["profile.use_cases"]!.AsArray().Count.ShouldBe(6);
    }

    [Fact]
    public async Task Each_offending_field_is_named()
    {
        using Person person = await app.NewPersonAsync();
        foreach (string field in new[] { "usage_type", "company_size", "role", "referral_source" })
        {
            foreach (string? json in FieldCases.NoWord.Cast<string?>().Append(null).Append("null"))
            {
                Answer answer = await person.PostAsync(Path, Answers().With(field, json));
                answer.Status.ShouldBe(HttpStatusCode.UnprocessableEntity, $"{field} = {json}: {answer}");
                answer.ShouldBeInvalid(field);
            }
        }
        foreach (string? json in new[]
            { null, "null", "[]", "{}", "5", "\"marketing\"", "[5]", "[null]", "[\"nonsense\"]", "[[]]", "[\"marketing\",\"x\"]", "[\"\\ud800\"]" })
        {
            Answer answer = await person.PostAsync(Path, Answers().With("use_cases", json));
            answer.Status.ShouldBe(HttpStatusCode.UnprocessableEntity, $"{json}: {answer}");
            answer.ShouldBeInvalid("use_cases");
        }
        (await person.PostAsync(Path, "{}")).ShouldBeInvalid("usage_type", "role", "use_cases", "referral_source");
        (await person.PostAsync(Path, """{"usage_type":"business"}""")).ShouldBeInvalid(
            "company_size", "role", "use_cases", "referral_source");
        (await person.PostAsync(Path, """{"usage_type":"x","company_size":"y"}""")).ShouldBeInvalid(
            "usage_type", "company_size", "role", "use_cases", "referral_source");
        (await person.GetAsync(Path)).Status.ShouldBe(HttpStatusCode.NotFound);
    }
}
