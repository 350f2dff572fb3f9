namespace TeamEurope.Api.Endpoints;

internal static class MeetingEndpoints
{
    public static void MapMeetings(this IEndpointRouteBuilder api)
    {
    }
}
