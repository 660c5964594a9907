using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Understudy.Functions.Http.Authentication;
using Understudy.Functions.Tests.Support;
using Understudy.Infrastructure.Identity;

namespace Understudy.Functions.Tests.Core.Accounts;

/// <summary>What an address gets that somebody has claimed and nobody has verified: nothing.</summary>
public sealed class UnverifiedAddressTests(TestApp app) : IClassFixture<TestApp>
{
    private readonly string _uid = $"{Guid.NewGuid():N}"[..28];

    [Fact]
    public async Task An_export_needs_a_verified_address()
    {
        string email = $"{Guid.NewGuid():N}@example.com";
        using (Person claimant = await SignInAsync(email, verified: false))
            (await claimant.PostAsync("/api/v1/account/export"))
                .ShouldBeError(HttpStatusCode.BadRequest, "EMAIL_NOT_VERIFIED");

        using Person owner = await SignInAsync(email, verified: true);
        (await owner.PostAsync("/api/v1/account/export")).Status.ShouldBe(HttpStatusCode.Accepted);
        await app.Mails.AwaitAsync(email, "export-ready-");
        app.Mails.To(email).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Nobody_is_written_to_at_an_address_that_was_not_verified()
    {
        string email = $"{Guid.NewGuid():N}@example.com";
        using Person claimant = await SignInAsync(email, verified: false);
        await claimant.MadeVideoAsync();
        (await claimant.SendAsync(HttpMethod.Delete, "/api/v1/account", new { confirmation = "DELETE" }))
            .Status.ShouldBe(HttpStatusCode.OK);

        // What is done for somebody else afterwards is done: so is what was to be done for the claimant.
        using Person other = await app.NewPersonAsync();
        string video = await other.MadeVideoAsync();
        await app.Mails.AwaitAsync(other.Email, $"video-completed-{video}");
        await other.SendAsync(HttpMethod.Delete, "/api/v1/account", new { confirmation = "DELETE" });
        await app.Mails.AwaitAsync(other.Email, "deletion-scheduled-");
        app.Mails.To(email).ShouldBeEmpty();
    }

    private Task<Person> SignInAsync(string email, bool verified)
    {
        DateTimeOffset now = app.Time.GetUtcNow();
        string token = new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(
            new SecurityTokenDescriptor
            {
                Issuer = LocalIdentityProvider.Issuer,
                Audience = LocalIdentityProvider.Audience,
                Claims = new Dictionary<string, object>
                {
                    ["sub"] = _uid,
                    ["auth_time"] = now.ToUnixTimeSeconds(),
                    ["email"] = email,
                    ["email_verified"] = verified,
                },
                IssuedAt = now.UtcDateTime,
                Expires = now.UtcDateTime.AddHours(1),
                SigningCredentials = app.Services.GetRequiredService<SigningKeys>().Credentials,
            });
        return Person.SignInWithAsync(app, email, token);
    }
}
