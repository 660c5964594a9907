using System.Net;
using Understudy.Functions.Http.Limits;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.SecondProduct;

/// <summary>The limits of a product's contract, which win over the platform's own.</summary>
public sealed class LimitTests
{
    private const string Notes = "/second/v2/notes";
    private const string Secrets = "/second/v2/secrets";

    [Fact]
    public async Task A_policy_counts_by_account_in_every_window_and_tells_of_all_of_them()
    {
        await using AppOfOwn own = await StartAsync(
            new("secrets", CountedBy.Account, LimitWindow.Minute(2), LimitWindow.Hour(3)),
            new("other", CountedBy.Account, LimitWindow.Minute(1000)));
        using Person person = await own.App.NewPersonAsync();
        using Person other = await own.App.NewPersonAsync();
        Answer first = await person.PostAsync(Secrets);
        first.Header("RateLimit-Policy").ShouldBe("\"secrets-60\";q=2;w=60, \"secrets-3600\";q=3;w=3600");
        first.Header("RateLimit").ShouldBe("\"secrets-60\";r=1;t=60, \"secrets-3600\";r=2;t=3600");
        (await person.PostAsync(Secrets)).Status.ShouldBe(HttpStatusCode.Created);
        Answer refused = await person.PostAsync(Secrets);
        refused.Status.ShouldBe(HttpStatusCode.TooManyRequests);
        refused.Text("what").ShouldBe("slower, please");
        refused.Header("Retry-After").ShouldBe("60");
        (await other.PostAsync(Secrets)).Status.ShouldBe(HttpStatusCode.Created);
        (await person.GetAsync(Notes)).Header("RateLimit").ShouldBe("\"other\";r=999;t=60");

        // What was refused counts, too: the hour is full now.
        own.App.Time.Advance(TimeSpan.FromSeconds(60));
        Answer hour = await person.PostAsync(Secrets);
        hour.Status.ShouldBe(HttpStatusCode.TooManyRequests);
        own.App.Time.Advance(TimeSpan.FromSeconds(int.Parse(hour.Header("Retry-After")!, null)));
        (await person.PostAsync(Secrets)).Status.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Nothing_of_the_platforms_own_trips_earlier()
    {
        await using AppOfOwn own = await AppOfOwn.StartAsync(app =>
        {
            app.Settings["RequestsPerMinute"] = "3";
            app.Settings["CreationsPerMinute"] = "1";
            app.Settings["AnonymousRequestsPerMinute"] = "3";
        });
        using Person person = await own.App.NewPersonAsync();
        for (int i = 0; i < 10; i++) (await person.PostAsync(Secrets)).Status.ShouldBe(HttpStatusCode.Created);
        using HttpClient nobody = own.App.Anonymous();
        for (int i = 0; i < 10; i++)
            (await nobody.GetAsync(Notes)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Who_has_not_signed_in_counts_by_address_whatever_they_are_refused_for()
    {
        await using AppOfOwn own = await StartAsync(
            new("secrets", CountedBy.Account, LimitWindow.Minute(1000)),
            new("other", CountedBy.Account, LimitWindow.Minute(3)));
        using Person person = await own.App.NewPersonAsync();
        using HttpClient nobody = own.App.Anonymous();
        nobody.DefaultRequestHeaders.Authorization = new("Bearer", "none");
        for (int i = 0; i < 3; i++)
            (await nobody.GetAsync(Notes)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await nobody.GetAsync(Notes)).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        (await person.GetAsync(Notes)).Status.ShouldBe(HttpStatusCode.OK);
        (await person.PostAsync(Notes, "{}")).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await person.GetAsync($"{Notes}/none")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await person.GetAsync(Notes)).Status.ShouldBe(HttpStatusCode.TooManyRequests);
    }

    private static Task<AppOfOwn> StartAsync(params LimitPolicy[] policies) =>
        AppOfOwn.StartAsync(app => app.SecondLimits = new SecondLimits(policies));
}
