using Understudy.Domain.Accounts;
using Understudy.Domain.Products.FilmStudio;

namespace Understudy.Functions.Products.FilmStudio;

/// <summary>Writes people as the contract's bodies.</summary>
public sealed class UserBodies(FilmStudioPlans plans)
{
    internal async Task<UserBody> UserAsync(User user, CancellationToken cancellationToken) => new(
        user.Id,
        user.Email,
        user.Name,
        await TierAsync(user, cancellationToken),
        await plans.LeftAsync(user.Id, cancellationToken));

    internal async Task<MemberBody> MemberAsync(User user, CancellationToken cancellationToken) => new(
        user.Id,
        user.Email,
        user.Name,
        await TierAsync(user, cancellationToken),
        await plans.LeftAsync(user.Id, cancellationToken),
        user.CreatedAt);

    internal async Task<ProfileBody> ProfileAsync(User user, CancellationToken cancellationToken) =>
        new(user.Id, user.Email, user.Name, await TierAsync(user, cancellationToken));

    private async Task<string> TierAsync(User user, CancellationToken cancellationToken) =>
        PlanWords.Tiers[await plans.IsProAsync(user.Id, cancellationToken) ? Tier.Pro : Tier.Free];
}

/// <summary>FilmStudio, POST /users/register, POST /users/login.</summary>
internal sealed record SessionAnswer(UserBody User, string Token);

internal sealed record UserBody(string Id, string Email, string Name, string Tier, int Credits);

/// <summary>FilmStudio, GET /users/profile, GET /admin/users.</summary>
internal sealed record MemberBody(string Id, string Email, string Name, string Tier, int Credits, DateTimeOffset CreatedAt);

/// <summary>FilmStudio, PUT /users/profile.</summary>
internal sealed record ProfileBody(string Id, string Email, string Name, string Tier);
