using Microsoft.Azure.Functions.Worker;
using Understudy.Domain.Accounts;
using Understudy.Domain.Common;
using Understudy.Functions.Http;
using Understudy.Functions.Http.Authentication;
using Understudy.Functions.Http.Reading;

namespace Understudy.Functions.Core.Accounts;

/// <summary>
/// Gives and takes roles, for whoever runs the app: the host lets nobody through without its master key, and so does the
/// runtime of one machine, which has none unless it is set.
/// </summary>
[SignedInBy(Way.Nobody)]
public sealed class OperatorRoles(RoleDesk roles)
{
    private const string Route = "operator/admins";

    /// <summary>Makes the account of a verified address an administrator.</summary>
    [LimitedTo(OpenLimit.Pages)]
    [Function("Core-Role-Grant")]
    public Task<IResult> Grant(
        [HttpTrigger(AuthorizationLevel.Admin, "post", Route = Route)] HttpRequest request,
        CancellationToken cancellationToken) =>
        ChangeAsync(request, roles.GiveAsync, cancellationToken);

    /// <summary>Makes it one like all others again.</summary>
    [LimitedTo(OpenLimit.Pages)]
    [Function("Core-Role-Revoke")]
    public Task<IResult> Revoke(
        [HttpTrigger(AuthorizationLevel.Admin, "delete", Route = Route)] HttpRequest request,
        CancellationToken cancellationToken) =>
        ChangeAsync(request, roles.TakeAsync, cancellationToken);

    private async Task<IResult> ChangeAsync(
        HttpRequest request,
        Func<string, Roles, CancellationToken, Task<User?>> change,
        CancellationToken cancellationToken)
    {
        JsonFields fields = await JsonFields.ReadAsync(request);
        string email = fields.Line("email", SignInRules.LongestEmail);
        if (fields.Problem is not null)
            return Results.Text("The body is {\"email\": \"…\"}.\n", statusCode: StatusCodes.Status400BadRequest);
        Result<string> found = await roles.FindAsync(email, cancellationToken);
        User? user = found.Succeeded ? await change(found.Value, Roles.Admin, cancellationToken) : null;
        return user is null
            ? Results.Text(
                $"There is no account whose address {email} is verified.\n", statusCode: StatusCodes.Status404NotFound)
            : Results.Text($"{user.Email} ({user.Id}): {user.Roles}\n");
    }
}
