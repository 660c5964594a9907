namespace Understudy.Functions.Core.Billing.Sandbox;

/// <summary>303: what a form did is to be seen elsewhere, so that going back or loading again does not do it twice.</summary>
internal sealed class SeeOther(string location) : IResult
{
    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        httpContext.Response.Headers.Location = location;
        return Task.CompletedTask;
    }
}
