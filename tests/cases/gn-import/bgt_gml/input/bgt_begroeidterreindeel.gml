<?xml version="1.0" encoding="UTF-8"?>
<CityModel xmlns:gml="http://www.opengis.net/gml" xmlns:imgeo="http://www.geostandaarden.nl/imgeo/2.1" xmlns="http://www.opengis.net/citygml/2.0">
<cityObjectMember><PlantCover gml:id="bg1">
<creationDate>2014-01-01</creationDate>
<imgeo:LV-publicatiedatum>2024-05-07T10:00:00</imgeo:LV-publicatiedatum>
<imgeo:relatieveHoogteligging>0</imgeo:relatieveHoogteligging>
<imgeo:identificatie><imgeo:NEN3610ID><imgeo:namespace>NL.IMGeo</imgeo:namespace><imgeo:lokaalID>G0396.g1</imgeo:lokaalID></imgeo:NEN3610ID></imgeo:identificatie>
<imgeo:bronhouder>G0396</imgeo:bronhouder>
<imgeo:bgt-status>bestaand</imgeo:bgt-status><imgeo:plus-status>geenWaarde</imgeo:plus-status>
<class>groenvoorziening</class><imgeo:geometrie2dBegroeidTerreindeel><gml:Polygon srsName="urn:ogc:def:crs:EPSG::28992"><gml:exterior><gml:LinearRing><gml:posList>105000 502100 105050 502100 105050 502150 105000 502150 105000 502100</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></imgeo:geometrie2dBegroeidTerreindeel><imgeo:plus-fysiekVoorkomen>heesters</imgeo:plus-fysiekVoorkomen></PlantCover></cityObjectMember>
<cityObjectMember><PlantCover gml:id="bg2">
<creationDate>2014-01-01</creationDate>
<imgeo:LV-publicatiedatum>2024-05-07T10:00:00</imgeo:LV-publicatiedatum>
<imgeo:relatieveHoogteligging>0</imgeo:relatieveHoogteligging>
<imgeo:identificatie><imgeo:NEN3610ID><imgeo:namespace>NL.IMGeo</imgeo:namespace><imgeo:lokaalID>G0396.g2</imgeo:lokaalID></imgeo:NEN3610ID></imgeo:identificatie>
<imgeo:bronhouder>G0396</imgeo:bronhouder>
<imgeo:bgt-status>bestaand</imgeo:bgt-status><imgeo:plus-status>geenWaarde</imgeo:plus-status>
<class>bouwland</class><imgeo:geometrie2dBegroeidTerreindeel><gml:Polygon srsName="urn:ogc:def:crs:EPSG::28992"><gml:exterior><gml:LinearRing><gml:posList>105050 502100 105100 502100 105100 502150 105050 502150 105050 502100</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></imgeo:geometrie2dBegroeidTerreindeel><imgeo:plus-fysiekVoorkomen>waardeOnbekend</imgeo:plus-fysiekVoorkomen></PlantCover></cityObjectMember>
<cityObjectMember><PlantCover gml:id="bg3">
<creationDate>2014-01-01</creationDate>
<imgeo:LV-publicatiedatum>2024-06-01T00:00:00</imgeo:LV-publicatiedatum>
<imgeo:relatieveHoogteligging>0</imgeo:relatieveHoogteligging>
<imgeo:identificatie><imgeo:NEN3610ID><imgeo:namespace>NL.IMGeo</imgeo:namespace><imgeo:lokaalID>G0396.g3</imgeo:lokaalID></imgeo:NEN3610ID></imgeo:identificatie>
<imgeo:bronhouder>G0396</imgeo:bronhouder>
<imgeo:bgt-status>bestaand</imgeo:bgt-status><imgeo:plus-status>geenWaarde</imgeo:plus-status>
<class>heide</class><imgeo:geometrie2dBegroeidTerreindeel><gml:Polygon srsName="urn:ogc:def:crs:EPSG::28992"><gml:exterior><gml:LinearRing><gml:posList>105100 502100 105150 502100 105150 502150 105100 502150 105100 502100</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon></imgeo:geometrie2dBegroeidTerreindeel><imgeo:plus-fysiekVoorkomen>waardeOnbekend</imgeo:plus-fysiekVoorkomen></PlantCover></cityObjectMember>
</CityModel>
