using System.Net;
using Understudy.Functions.Tests.Support;

namespace Understudy.Functions.Tests.SignIn;

/// <summary>Passwords are tried out, through HTTP.</summary>
public sealed class GuessingTests(TrialApp trial) : IClassFixture<TrialApp>
{
    private const int OfPair = 20;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Guessing_ends_with_429_whether_there_is_an_account_or_not(bool isThere)
    {
        string email = TrialApp.NewEmail();
        if (isThere) await trial.RegisterAsync(email);
        for (int guess = 0; guess < OfPair; guess++)
            (await trial.LoginAsync(email, $"guess {guess} of many", "203.0.113.1")).Status.ShouldBe(HttpStatusCode.Unauthorized);
        Answer refused = await trial.LoginAsync(email, "correct horse", "203.0.113.1");
        refused.Status.ShouldBe(HttpStatusCode.TooManyRequests);
        refused.Headers.RetryAfter!.Delta!.Value.ShouldBeInRange(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(15));

        // Who guesses does not lock the owner out, who is somewhere else.
        (await trial.LoginAsync(email, "correct horse", "198.51.100.7")).Status
            .ShouldBe(isThere ? HttpStatusCode.OK : HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Many_guesses_at_once_are_as_many_as_one_after_the_other()
    {
        string email = TrialApp.NewEmail();
        Answer[] answers = await Task.WhenAll(Enumerable.Range(0, 40)
            .Select(guess => trial.LoginAsync(email, $"guess {guess} of many", "203.0.113.2")));
        answers.Count(answer => answer.Status == HttpStatusCode.Unauthorized).ShouldBe(OfPair);
        answers.Count(answer => answer.Status == HttpStatusCode.TooManyRequests).ShouldBe(40 - OfPair);
    }
}
