using Microsoft.Azure.Functions.Worker;
using Understudy.Domain.Accounts;
using Understudy.Functions.Http;
using Understudy.Functions.Http.Authentication;
using Understudy.Functions.Http.Reading;

namespace Understudy.Functions.Products.Clone;

/// <summary>The onboarding survey. Clone §3.</summary>
[SignedInBy(Way.Firebase)]
public sealed class UserProfiles(Profiles profiles)
{
    /// <summary>Clone §3.1.</summary>
    [Function("Clone-Profile-Save")]
    public async Task<IResult> Save(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/v1/users/profile")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        JsonFields fields = await JsonFields.ReadAsync(request);
        SurveyAnswers answers = Read(fields);
        if (fields.Problem is { } invalid) return CloneErrors.From(invalid);
        Profile profile = await profiles.SaveAsync(Caller.IdOf(request), answers, cancellationToken);
        return CloneResults.Ok(new ProfileAnswer(Details(profile)), CloneJson.Wire.ProfileAnswer);
    }

    /// <summary>Clone §3.2.</summary>
    [Function("Clone-Profile-Get")]
    public async Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/v1/users/profile")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        Profile? profile = await profiles.FindAsync(Caller.IdOf(request), cancellationToken);
        return profile is null
            ? CloneErrors.From(Profiles.Missing)
            : CloneResults.Ok(new ProfileAnswer(Details(profile)), CloneJson.Wire.ProfileAnswer);
    }

    private static SurveyAnswers Read(JsonFields fields)
    {
        int before = fields.Errors;
        UsageType usage = fields.Choice("usage_type", AccountWords.UsageTypes);
        bool known = fields.Errors == before;
        // What a person has no company for does not count, whatever it is.
        CompanySize? size = (known, usage) switch
        {
            (true, UsageType.Personal) => null,
            (true, UsageType.Business) => fields.Choice("company_size", AccountWords.CompanySizes),
            _ => fields.OptionalChoice("company_size", AccountWords.CompanySizes),
        };
        return new SurveyAnswers(
            usage,
            size,
            fields.Choice("role", AccountWords.Roles),
            fields.Choices("use_cases", AccountWords.UseCases),
            fields.Choice("referral_source", AccountWords.ReferralSources));
    }

    private static ProfileDetails Details(Profile profile) => new(
        profile.ProfileId,
        profile.OwnerId,
        AccountWords.UsageTypes[profile.Answers.Usage],
        profile.Answers.CompanySize is { } size ? AccountWords.CompanySizes[size] : null,
        AccountWords.Roles[profile.Answers.Role],
        [.. profile.Answers.UseCases.Select(useCase => AccountWords.UseCases[useCase])],
        AccountWords.ReferralSources[profile.Answers.Referral],
        OnboardingCompleted: true,
        profile.CreatedAt,
        profile.UpdatedAt);
}
