using System.Net;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.Products.Sora;

/// <summary>What the contract allows in a minute. Sora, Rate Limits.</summary>
public sealed class LimitTests
{
    private const string Base = SoraPeople.Base;

    [Fact]
    public async Task Each_group_of_requests_has_its_limit()
    {
        await using AppOfOwn own = await AppOfOwn.StartAsync(app => app.KeepsContractLimits = true);
        // One login and two others.
        using Person person = await own.App.NewSoraPersonAsync();
        string id = await person.TaskAsync();
        for (int i = 1; i < 10; i++) await ShouldBeFreeAsync(person.AskAsync());
        await ShouldBeTooManyAsync(person.AskAsync());
        await ShouldBeTooManyAsync(person.PostAsync($"{Base}/videos/estimate", new { prompt = "A" }));
        for (int i = 0; i < 60; i++) await ShouldBeFreeAsync(person.GetAsync($"{Base}/tasks/{id}"));
        await ShouldBeTooManyAsync(person.GetAsync($"{Base}/videos/tasks/{id}"));
        await ShouldBeTooManyAsync(person.GetAsync($"{Base}/tasks/user/tasks"));
        for (int i = 2; i < 30; i++) await ShouldBeFreeAsync(person.GetAsync($"{Base}/auth/me"));
        await ShouldBeTooManyAsync(person.DeleteAsync($"{Base}/tasks/{id}"));

        using var nobody = Person.WithSession(own.App, "", "", "none");
        for (int i = 1; i < 5; i++)
            await ShouldBeFreeAsync(nobody.PostAsync($"{Base}/auth/refresh", new { refresh_token = "made-up" }));
        await ShouldBeTooManyAsync(nobody.PostAsync($"{Base}/auth/refresh", new { refresh_token = "made-up" }));
        await ShouldBeTooManyAsync(nobody.PostAsync($"{Base}/auth/test/login"));
        await ShouldBeTooManyAsync(nobody.PostAsync($"{Base}/auth/google/login", new { code = "made-up" }));

        own.App.Time.Advance(TimeSpan.FromSeconds(61));
        await ShouldBeFreeAsync(person.GetAsync($"{Base}/auth/me"));
        await ShouldBeFreeAsync(nobody.PostAsync($"{Base}/auth/test/login"));
    }

    private static async Task ShouldBeFreeAsync(Task<Answer> asked) =>
        (await asked).Status.ShouldNotBe(HttpStatusCode.TooManyRequests);

    private static async Task ShouldBeTooManyAsync(Task<Answer> asked)
    {
        Answer answer = await asked;
        answer.ShouldBeDetail(HttpStatusCode.TooManyRequests, "Rate limit exceeded. Please try again later.");
        int.Parse(answer.Headers.GetValues("Retry-After").Single(), null).ShouldBeInRange(1, 60);
        answer.Headers.Contains("RateLimit").ShouldBeTrue();
        answer.Headers.Contains("RateLimit-Policy").ShouldBeTrue();
    }
}
