using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Understudy.Domain.Accounts;
using Understudy.Domain.Common;
using Understudy.Domain.Persistence;
using Understudy.Functions.Core.Accounts;
using Understudy.Functions.Http;
using Understudy.Functions.Http.Authentication;
using Understudy.Functions.Http.Dialects;
using Understudy.Functions.Http.Reading;

namespace Understudy.Functions.Products.FilmStudio;

/// <summary>Accounts, and who one is. FilmStudio, User Service APIs.</summary>
[SignedInBy(Way.Session)]
public sealed class Users(
    PasswordSignIn signIn, AccountDetails details, IDocumentStore store, UserBodies bodies)
{
    private const int LongestName = 100;
    private const string NoAddress = "Invalid email format";

    /// <summary>FilmStudio, POST /users/register.</summary>
    [SignedInBy(Way.Nobody)]
    [Function("FilmStudio-Account-Register")]
    public async Task<IResult> Register(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "filmstudio/api/users/register")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        JsonFields fields = await JsonFields.ReadAsync(request);
        PasswordFields registration = new(fields.Email("email", NoAddress), fields.NewPassword("password"));
        Registrant registrant = new(fields.Line("name", LongestName), Username: null, Locale: null);
        if (fields.Problem is { } invalid) return new Refusal(invalid);
        Result<SessionStart> start = await signIn.RegisterAsync(
            request, registration, registrant, FilmStudioProduct.Sessions, client, cancellationToken);
        return await AnswerAsync(start, StatusCodes.Status201Created, cancellationToken);
    }

    /// <summary>FilmStudio, POST /users/login. It restores an account that was deleted less than 30 days ago.</summary>
    [SignedInBy(Way.Nobody)]
    [Function("FilmStudio-Session-Login")]
    public async Task<IResult> Login(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "filmstudio/api/users/login")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        JsonFields fields = await JsonFields.ReadAsync(request);
        PasswordFields attempt = new(fields.Email("email", NoAddress), fields.Password("password"));
        if (fields.Problem is { } invalid) return new Refusal(invalid);
        Result<SessionStart> start = await signIn.LoginAsync(
            request, attempt, FilmStudioProduct.Sessions, client, cancellationToken);
        return await AnswerAsync(start, StatusCodes.Status200OK, cancellationToken);
    }

    /// <summary>FilmStudio, GET /users/profile.</summary>
    [Function("FilmStudio-Profile-Get")]
    public async Task<IResult> Profile(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "filmstudio/api/users/profile")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        string id = Caller.IdOf(request);
        if (await store.FindAsync<User>(id, id, cancellationToken) is not { Value: var user })
            return new Refusal(AccountDetails.Missing);
        return FilmStudioDialect.Instance.Success(await bodies.MemberAsync(user, cancellationToken));
    }

    /// <summary>FilmStudio, PUT /users/profile.</summary>
    [Function("FilmStudio-Profile-Update")]
    public async Task<IResult> Update(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "filmstudio/api/users/profile")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        JsonFields fields = await JsonFields.ReadAsync(request);
        DetailsChange change = new(Name: fields.Line("name", LongestName));
        if (fields.Problem is { } invalid) return new Refusal(invalid);
        Result<User> changed = await details.ChangeAsync(Caller.IdOf(request), change, cancellationToken);
        return changed.Succeeded
            ? FilmStudioDialect.Instance.Success(await bodies.ProfileAsync(changed.Value, cancellationToken))
            : new Refusal(changed.Problem);
    }

    private async Task<IResult> AnswerAsync(
        Result<SessionStart> start, int status, CancellationToken cancellationToken) => start.Succeeded
        ? FilmStudioDialect.Instance.Success(
            new SessionAnswer(await bodies.UserAsync(start.Value.User, cancellationToken), start.Value.Tokens.AccessToken),
            status)
        // As without a token: a wrong password is no more than that.
        : new Refusal(start.Problem is SignInRefused ? new NotSignedIn() : start.Problem);
}
